import { createServer, get, type Server, type ServerResponse } from "node:http";
import { networkInterfaces } from "node:os";
import { afterEach, describe, expect, it } from "vitest";
import { closeServer, listen } from "./listen";

const where = { name: "console", host: "127.0.0.1", port: 0, variable: "PORT" };
let servers: Server[] = [];
const server = (handler = (response: ServerResponse) => void response.end("here")) => {
  const made = createServer((_, response) => handler(response));
  servers.push(made);
  return made;
};
afterEach(() => {
  for (const one of servers) one.close();
  servers = [];
});

const hasIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === "::1"));

describe("a listener", () => {
  it("on :: answers over IPv4 and, where there is any, IPv6", async () => {
    const port = await listen(server(), { ...where, host: "::" });
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe("here");
    if (hasIpv6) expect(await (await fetch(`http://[::1]:${port}`)).text()).toBe("here");
  });

  it("whose port is taken says which, and which variable moves it", async () => {
    const port = await listen(server(), where);
    await expect(listen(server(), { ...where, port })).rejects.toThrow(
      `The console cannot listen on port ${port} of 127.0.0.1: another program has it. Free it, or give the console another one with PORT.`,
    );
  });

  it("that is closed lets the request under way end, and closes its connection", async () => {
    let answer = () => {};
    const one = server((response) => {
      answer = () => response.end("late");
    });
    const port = await listen(one, where);
    const text = new Promise<string>((resolve, reject) => {
      const request = get({ host: "127.0.0.1", port, headers: { connection: "keep-alive" } }, (response) => {
        response.setEncoding("utf8").on("data", resolve);
      });
      request.on("error", reject);
    });
    await new Promise((resolve) => one.once("request", resolve));
    const closing = closeServer(one);
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
    answer();
    expect(await text).toBe("late");
    const startedAt = performance.now();
    await closing;
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  it("that never listened is closed at once", async () => {
    await closeServer(server());
  });
});
