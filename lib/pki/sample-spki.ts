import type { KeyType } from "./algorithm";
import type { Der } from "./der";

/**
 * One valid public key of each type, for previews before there is a key. Made once with OpenSSL; the private halves
 * were thrown away.
 */
export const sampleSpki = (keyType: KeyType): Der =>
  Uint8Array.from(atob(samples[keyType].replaceAll(/\s/g, "")), (character) => character.charCodeAt(0));

const samples: Readonly<Record<KeyType, string>> = {
  "ec-p256": `
    MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEbLvsY5cLztditCx85rNTptNWfMCS22gTy0GyQrd7983XgZ9W2q/Ub5cLduQyW7/9CKG2FKC55tSV
    a/fm1zUF/A==`,
  "ec-p384": `
    MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEyS/JGnb/fRqSPCicjRBBXqcaI7q1/yzuUJMbtXbfeh/vWT1MC03cAcYibAC36tA7C8CnjlrzqYQK6xrf
    uze7+HHpyiBlwGA6qf/3oFB6paMZwy5Z6NPxWPA21ih5x75j`,
  "ec-p521": `
    MIGbMBAGByqGSM49AgEGBSuBBAAjA4GGAAQBjdC0VzOt6Nakr6C7wEW/zFyY/XEyEmw8QlVQbv8blPvomjWezECp839aHysdHiBacpxr4Gg4jItB
    Hc/5FmPvviMBbMM4DInULA7uSadAKtfDdpLEjlmF+19y8xa9gkockr895APxvN+itNN0ouwNeyZ+JnrFt5KG0IOVIhfppF82K2I=`,
  "rsa-2048": `
    MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnW50tH6VTceZUriVcRzt93fr+/LdnaSoMB/5tDd6xXEgKHwDUzbWy3vWXp0CojuXQBcV
    org4IymC/k06IiTYeWvlDsyQne8OAbPhlZiTmBpZ1+0zVRuGPCKLVZSbZHbWWT7yJKPydEU6NHDtjd02lp5zBqzTi7D5Bhj9PoFMweNEoHfd75q9
    AfDBZZI3bIO06KU6SULIdkTqVw4TAu3QRbqWD+aiMcvJ5wtAR94Ac98B6J37+UVJ/evb5F+g/1JDbNZHSXBh9IdGq9y1RKDB8UgG3Fa12rgRYWI9
    dkLFbvkTv675xB0KrEyz2SuIsn0mvTzZJ2YruVW9h03sA2Q1+wIDAQAB`,
  "rsa-3072": `
    MIIBojANBgkqhkiG9w0BAQEFAAOCAY8AMIIBigKCAYEA1aRYCCnKOfyJzjAwWjYfuJ1/9BGJQ83qqgx/e8C2edGisf0yLBW8svzKXXmnx3e2U3BE
    GqgQrL0AxUwpeCMrRMpxi0+PW20blWFj9jPYYtYVM52aEdFuSnEmLZREj+Cej7mF7PJJp+ErdkFcrGY/TxCSyyk/v4fI1IxqUu3wMPo0CcAHgdHT
    az/d1GmHqUnUeavxbo4wH+VYYnlkZmw72mLPyIT8Hy1fToFloTAv2nOYnu4CVIBu78yNCat1KDVxKjAbxfp5LU4/c4O24iB4PxTsjqcm/ARxj4oq
    O3U4NvyNdQpQuBCqdDY9QBt2Xhf1XG5nQfi0aWKMHR6+J7HWkNtSY9k6HpaQw2/LbsgDyOLkp47j99l95RqNAJBfik1YR1PPq8PAjU7dkA5FUVYR
    nmu8L3NA/OGZ2DtW+4473zbO5ZS7TgXFBIQx9XUE8e5CApSY2V62nj9ccllIHxUp7BqxxF0fR2I9VDe2lR6dGWyKKbXfsri0521SJt6azfF7AgMB
    AAE=`,
  "rsa-4096": `
    MIICIjANBgkqhkiG9w0BAQEFAAOCAg8AMIICCgKCAgEAt86a/dReBE1tkNTsX+WT9NUPOfk7eb1J+lQtc/LmEw4P/fVxe8W+rJzIad1MXr76Vpx8
    R7oU6S/RN142VcLL6DiAXFfTOFpZHJBr3OfXTnfwSGxLmbdnHEOhN+qnHHNEPTKYt3w0wANKrQ7AKX0C+G3mO9XYlARyoMEU4tUBzCL2oIXU21Bt
    NetCDMiN2Vm3dD5XDt+9HaJ1c58w7xKiL5TCuB1FHxqKzJrC2zqoDX7RY4FKiVU+G5ecGnzH9TedYti8RCfRO7pd0vGuyroxOOJMOVuAUKoEllLQ
    dKTD2Y2Fog3+DWkMIb73gN8PiC4QteYw5zY5igqIkskps/5d2DwoDvFY81/eCYcHXT8+CMTuJiqtji/ElQj8Gtwl3pdKC8ON+i+s1loa8J192PEc
    PKsnJ1+bIq478tU+s7okdDUr4ijdMVjsM9mpMqiC43udzNNOSn8TZOqbYxqEp0M4LhrnHC0DohvEQr15FoFJUQyC/iyXnsdQ+ACrYmJgZ9Djgo8+
    068AqBlYQYbj6EAo/q3paNKUbe38xpormbgDgurhS+O2XmHxG3mRwZ+Ol7ZSlrvTAHiGbuaZ/CnPeeIfy0rCR1ns9iDKatkX0XFU+cbZt4COFHkZ
    852vE5JH6MkjnS3Ww1tZKlfsr/o0n0Z9ebMHa/ZQEhvk1X2CZrzA4VMCAwEAAQ==`,
  ed25519: "MCowBQYDK2VwAyEAXH9s1mY+avaNjZFWtCnbQ/adXyTJVNJXVhZZSBOBHdg=",
};
