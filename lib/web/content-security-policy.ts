/** The one style attribute allowed: React hides a piece of an SVG that arrives late as `style="display:none"`. */
const displayNone = "'sha256-aqNNdDLnnrDOnTNdkJpYlAxKVJtLt9CtFLklmInuUAE='";

/**
 * Content Security Policy Level 3. Scripts run by nonce only and may load their own chunks ('strict-dynamic');
 * styles come from our files only: no style element, and no style attribute but one. Nothing of a third party, anywhere.
 */
export function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  const directives: Record<string, string> = {
    "default-src": "'none'",
    // React’s development build rebuilds server stack traces with eval.
    "script-src": `'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src": `'self'${isDevelopment ? " 'unsafe-inline'" : ""}`,
    "style-src-attr": `'unsafe-hashes' ${displayNone}`,
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}
