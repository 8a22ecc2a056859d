/** Spread onto a region that scrolls and may hold nothing that takes focus: it must be reachable by keyboard (WCAG 2.1.1). */
export const keyboardScroll = { tabIndex: 0 } as const;
