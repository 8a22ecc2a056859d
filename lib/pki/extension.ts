/** Certificate and CRL extensions: an encoder and a strict decoder for each (RFC 5280 §4.2, §5.2, §5.3). */
export * from "./extension/alternative-name";
export * from "./extension/authority-info-access";
export * from "./extension/basic-constraints";
export * from "./extension/crl";
export { describeExtension } from "./extension/describe";
export * from "./extension/distribution-point";
export * from "./extension/envelope";
export * from "./extension/key-identifier";
export * from "./extension/key-usage";
export * from "./extension/name-constraints";
