import commonPasswords from "fxa-common-password-list";

/** Mozilla's list of the most common passwords of 8 characters and more; capital letters make none of them better. */
export function isCommonPassword(password: string): boolean {
  const plain = password.normalize("NFKC").trim();
  return [plain, plain.toLowerCase()].some((form) => commonPasswords.test(form)) || isRepetition(plain);
}

/** “aaaaaaaaaaaa”, “abcabcabcabc”, “passwordpassword”: a short piece over and over, or a common one twice. */
function isRepetition(password: string): boolean {
  for (let length = 1; length <= password.length / 2; length++) {
    const piece = password.slice(0, length);
    const isRepeated = piece.repeat(Math.ceil(password.length / length)).slice(0, password.length) === password;
    if (isRepeated && (length <= 4 || commonPasswords.test(piece.toLowerCase()))) return true;
  }
  return false;
}
