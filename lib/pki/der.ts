/**
 * DER (ITU-T X.690): a writer that concatenates and a reader that refuses whatever is not DER.
 * Values are `Uint8Array`; the reader returns views into its input and never copies.
 */
export * from "./der/bytes";
export * from "./der/reader";
export { tag } from "./der/tag";
export * from "./der/writer";
