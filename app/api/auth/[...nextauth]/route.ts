import { handleAuth } from "@/lib/auth/handle";

export { handleAuth as GET, handleAuth as POST };
