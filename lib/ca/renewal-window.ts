/** When a certificate should be renewed. The store's SQL says the same; `store/certificate-search.store.test.ts` holds the two together. */
const day = 86_400_000;

/** The last third of its life, at most 30 days. */
export const renewalWindowDaysMax = 30;

/** When the renewal window opens: from here on a certificate counts as expiring. */
export function renewFrom({ notBefore, notAfter }: { readonly notBefore: Date; readonly notAfter: Date }): Date {
  const life = notAfter.getTime() - notBefore.getTime();
  return new Date(notAfter.getTime() - Math.min(renewalWindowDaysMax * day, Math.floor(life / 3)));
}
