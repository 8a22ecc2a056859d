declare module "des.js" {
  interface CipherOptions {
    readonly type: "encrypt" | "decrypt";
    readonly key: ArrayLike<number>;
    readonly iv: ArrayLike<number>;
    readonly padding: boolean;
  }
  interface Cipher {
    update(data: ArrayLike<number>): number[];
    final(): number[];
  }
  interface CipherClass {
    create(options: CipherOptions): Cipher;
  }
  export const EDE: CipherClass;
  export const CBC: { instantiate(base: CipherClass): CipherClass };
}
