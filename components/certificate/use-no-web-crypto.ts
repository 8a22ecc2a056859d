"use client";

import { useEffect, useState } from "react";
import { whyNoWebCrypto } from "./web-crypto";

/** Why this page cannot make keys, or null. Known only in the browser; the server cannot tell. */
export function useNoWebCrypto(): string | null {
  const [obstacle, setObstacle] = useState<string | null>(null);
  useEffect(() => setObstacle(whyNoWebCrypto()), []);
  return obstacle;
}
