import "server-only";
import { cookies } from "next/headers";
import { running } from "../running";

/** A harmless choice of this browser, such as its colours; null forgets it. */
export async function keepCookie(name: string, value: string | null): Promise<void> {
  const jar = await cookies();
  if (value === null) jar.delete(name);
  else
    jar.set(name, value, {
      path: "/",
      maxAge: 31_536_000,
      sameSite: "lax",
      secure: running().isSecure,
      httpOnly: true,
    });
}
