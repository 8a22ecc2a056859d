/** Somebody asks, somebody else decides, and the key never leaves the browser in which it was made. */
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import { inspect } from "./accessibility";
import { chooseKey, nameField, signIn, takeAway } from "./dashboard";
import { createInstance, destroy, type Instance, initialise } from "./instance";
import { createKeyDetector, type KeyDetector } from "./key-detector";
import { createWorkbench, makeRequest, openssl, publicKeyOfCertificate, publicKeyOfKey } from "./openssl";
import { type RecordingProxy, type SentRequest, startRecordingProxy } from "./recording-proxy";
import { chooseAct, confirm, createUser, credentialsOf, emailOf, openUsers, setPassword } from "./users";

const keyPassword = "Gentle-Meadow-93";
const filePassword = "Quiet-Harbour-58";
const reason = "Use a name under shop.corp.example, please.";

test.describe("requests", () => {
  test.describe.configure({ mode: "serial", timeout: 300_000 });
  let instance: Instance;
  let proxy: RecordingProxy;
  let administrator: Page;
  let operator: Page;
  let requester: Page;
  let requestUrl = "";
  const wrong: string[] = [];
  const bench = createWorkbench();
  const contexts: BrowserContext[] = [];

  test.beforeAll(async ({ browser }) => {
    instance = await createInstance();
    await initialise(instance);
    proxy = await startRecordingProxy(new URL(instance.consoleUrl).origin);
    const open = async (options = {}) => {
      const context = await browser.newContext({ acceptDownloads: true, ...options });
      contexts.push(context);
      return context.newPage();
    };
    administrator = await open();
    operator = await open();
    requester = await open({ proxy: { server: proxy.url, bypass: "<-loopback>" } });
    await signIn(administrator, instance);
    for (const [role, page] of [
      ["Operator", operator],
      ["Requester", requester],
    ] as const) {
      await setPassword(page, await createUser(administrator, instance, role), role);
      await signIn(page, instance, credentialsOf(role));
    }
  });

  test.afterAll(async () => {
    for (const context of contexts) await context.close();
    await proxy?.stop();
    bench.clear();
    await destroy(instance);
  });

  const look = async (page: Page, name: string) => wrong.push(...(await inspect(page, `request-${name}`)));
  const bell = (page: Page, name: RegExp) => page.getByRole("banner").getByRole("link", { name });

  async function fillRequest(name: string): Promise<void> {
    await requester.goto(`${instance.consoleUrl}/requests/new?profile=client`);
    await nameField(requester).fill(name);
    await requester.getByLabel("Password for the key").fill(keyPassword);
    await requester.getByLabel("Note").fill("For the laptop of the night shift.");
    await expect(requester.getByText("Can be issued")).toBeVisible();
  }

  async function ask(name: string): Promise<string> {
    await fillRequest(name);
    await requester.getByRole("button", { name: "Send request" }).first().click();
    await requester.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
    return new URL(requester.url()).pathname;
  }

  test("a requester finds the way to a request from the certificates, and sees what would be signed", async () => {
    await requester.goto(`${instance.consoleUrl}/requests`);
    await look(requester, "list-empty");
    await requester.goto(`${instance.consoleUrl}/certificates`);
    await requester.getByRole("link", { name: "Request a certificate" }).first().click();
    await requester.waitForURL(/\/requests\/new/);
    await expect(requester.getByRole("radio", { name: /On the server/ })).toHaveCount(0);
    await fillRequest("laptop-0417");
    await look(requester, "new");
    await requester.getByLabel("Password for the key").fill("short");
    await requester.getByRole("button", { name: "Send request" }).first().click();
    await expect(requester.getByText("At least 8 characters, because it protects the private key.")).toBeVisible();
  });

  test("an operator refuses with a reason, which the requester reads", async () => {
    requestUrl = await ask("refused-laptop");
    await expect(requester.getByText("The key is in this browser", { exact: true })).toBeVisible();
    await expect(requester.getByRole("button", { name: "Approve…" })).toHaveCount(0);
    await operator.goto(instance.consoleUrl);
    await expect(bell(operator, /1 request waits for a decision/)).toBeVisible();
    await expect(operator.getByText("A request waits for a decision")).toBeVisible();
    await operator.getByRole("link", { name: "Review" }).click();
    await operator.getByRole("link", { name: "refused-laptop" }).click();
    await expect(operator.getByText("For the laptop of the night shift.")).toBeVisible();
    await look(operator, "decide");
    await operator.getByRole("button", { name: "Refuse…" }).click();
    await operator.getByRole("dialog").getByRole("button", { name: "Refuse", exact: true }).click();
    await expect(operator.getByRole("dialog").getByText("Say why: the requester reads it.")).toBeVisible();
    await operator.getByLabel("Reason").fill(reason);
    await look(operator, "refusing");
    await confirm(operator, "Refuse");
    await expect(operator.getByText(/^Refused by/)).toBeVisible();
    await expect(bell(operator, /^Notices$/)).toBeVisible();

    await requester.goto(`${instance.consoleUrl}/profiles`);
    await bell(requester, /1 unread/).click();
    await expect(requester.getByText(reason)).toBeVisible();
    await look(requester, "notices");
    await requester.getByRole("link", { name: "Your request for “refused-laptop” was refused" }).click();
    await requester.waitForURL(`**${requestUrl}`);
    await expect(requester.getByText(reason)).toBeVisible();
    await expect(bell(requester, /^Notices$/)).toBeVisible();
    requester.once("dialog", (dialog) => void dialog.accept());
    await requester.getByRole("button", { name: "Delete the key here" }).click();
    await expect(requester.getByText("The key of this request is still in this browser")).toBeHidden();
    expect(await keptKeys(requester)).toEqual([]);
  });

  test("what is approved is collected with the key of this browser, and the two belong together", async () => {
    const before = proxy.sent.length;
    requestUrl = await ask("laptop-0417");
    const [kept] = await keptKeys(requester);
    await operator.goto(`${instance.consoleUrl}${requestUrl}`);
    await operator.getByRole("button", { name: "Approve…" }).click();
    await expect(operator.getByRole("dialog").getByText("laptop-0417").first()).toBeVisible();
    await look(operator, "approving");
    await confirm(operator, "Approve and issue");
    await expect(operator.getByText(/^Approved by/)).toBeVisible();

    await requester.goto(`${instance.consoleUrl}${requestUrl}`);
    await look(requester, "approved");
    await requester.getByRole("link", { name: "Collect", exact: true }).click();
    await requester.getByLabel("Password for the key").fill("not this one");
    await requester.getByRole("button", { name: "Collect" }).click();
    await expect(requester.getByText("This password does not open the key. Nothing is lost: try again.")).toBeVisible();
    await look(requester, "collect");
    expect(await keptKeys(requester)).toEqual([kept]);
    await requester.getByLabel("Password for the key").fill(keyPassword);
    await requester.getByRole("button", { name: "Collect" }).click();
    await expect(requester.getByRole("heading", { name: "Take it away" })).toBeVisible();
    await look(requester, "collected");

    await requester.getByLabel("Password for the private key").fill(filePassword);
    const pkcs12 = await takeAway(requester, "PKCS#12");
    const bundle = unzipSync((await takeAway(requester, "PEM bundle")).bytes);
    await requester.getByRole("checkbox", { name: /unencrypted/ }).check();
    const pkcs8 = keyOf((await takeAway(requester, "PEM bundle")).bytes);
    const text = (match: RegExp) => strFromU8(Object.entries(bundle).find(([name]) => match.test(name))![1]);
    const certificate = bench.put("certificate.pem", firstOf(bundle, "-----BEGIN CERTIFICATE-----"));
    const key = bench.put("key.pem", firstOf(bundle, "-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    expect(publicKeyOfKey(key, filePassword)).toBe(publicKeyOfCertificate(certificate));
    const file = bench.put("all.p12", pkcs12.bytes);
    const inside = openssl("pkcs12", "-in", file, "-passin", `pass:${filePassword}`, "-nodes");
    expect(publicKeyOfKey(bench.put("inside.pem", inside))).toBe(publicKeyOfCertificate(certificate));
    expect(text(/README/i)).toContain("laptop-0417");

    const detector = createKeyDetector(pkcs8, {
      "the password of the kept key": keyPassword,
      "the password of the files": filePassword,
      "the encrypted key, base64": kept!.base64,
      "the encrypted key, its last octets": Buffer.from(kept!.base64, "base64").subarray(-48).toString("base64"),
    });
    const sent = proxy.sent.slice(before);
    expect(sent.flatMap((request) => found(detector, request))).toEqual([]);
    expect(sent.filter(({ body }) => body.includes("BEGIN CERTIFICATE REQUEST"))).toHaveLength(1);
    // The same search finds the encrypted form where it is, and the plain key nowhere at rest.
    expect(detector.findIn(Buffer.from(kept!.base64))).not.toEqual([]);
    expect(createKeyDetector(pkcs8, {}).findIn(Buffer.from(kept!.base64, "base64"))).toEqual([]);
    expect(createKeyDetector(pkcs8, { password: keyPassword }).findIn(Buffer.from(kept!.everything))).toEqual([]);
    expect(await storages(requester)).not.toContain(keyPassword);

    requester.once("dialog", (dialog) => void dialog.accept());
    await requester.getByRole("button", { name: "Delete the key here" }).click();
    await expect(requester.getByText("The key was deleted from this browser.")).toBeVisible();
    expect(await keptKeys(requester)).toEqual([]);
    await requester.getByRole("link", { name: "Open certificate" }).click();
    await expect(requester.getByRole("heading", { level: 1 })).toContainText("laptop-0417");
  });

  test("in another browser it is said plainly that the key is not there", async ({ browser }) => {
    const url = await ask("elsewhere");
    await operator.goto(`${instance.consoleUrl}${url}`);
    await operator.getByRole("button", { name: "Approve…" }).click();
    await confirm(operator, "Approve and issue");
    await expect(operator.getByText(/^Approved by/)).toBeVisible();
    const context = await browser.newContext();
    contexts.push(context);
    const other = await context.newPage();
    await signIn(other, instance, credentialsOf("Requester"));
    await other.goto(`${instance.consoleUrl}${url}`);
    await expect(other.getByText("The key is not in this browser")).toBeVisible();
    await other.getByRole("link", { name: "Collect", exact: true }).click();
    await expect(other.getByText("The key is not in this browser")).toBeVisible();
    await look(other, "collect-elsewhere");
    await other.getByRole("button", { name: "Collect without the key" }).click();
    await expect(other.getByRole("heading", { name: "Take it away" })).toBeVisible();
    expect((await takeAway(other, "Certificate, DER")).bytes.length).toBeGreaterThan(200);
  });

  test("a CSR made elsewhere is asked for and collected without a password", async () => {
    const { csr } = makeRequest(bench, "brought.corp.example", "PEM", ["DNS:brought.corp.example"]);
    await requester.goto(`${instance.consoleUrl}/requests/new?profile=server`);
    await chooseKey(requester, "From a CSR");
    await expect(requester.getByLabel("Password for the key")).toHaveCount(0);
    await requester.locator('input[type="file"]').setInputFiles(csr);
    await expect(requester.getByText("Can be issued")).toBeVisible();
    await requester.getByRole("button", { name: "Send request" }).first().click();
    await requester.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
    await expect(requester.getByText("The key is in this browser", { exact: true })).toHaveCount(0);
    await requester.getByRole("button", { name: "Take back…" }).click();
    await confirm(requester, "Take back");
    await expect(requester.getByText(/^Taken back by/)).toBeVisible();
    await requester.goto(`${instance.consoleUrl}/requests?state=decided`);
    await expect(requester.getByRole("link", { name: "brought.corp.example" })).toBeVisible();
    await look(requester, "list-decided");
  });

  test("disabling whoever asked closes what waits", async () => {
    const url = await ask("left-behind");
    await operator.goto(`${instance.consoleUrl}/requests`);
    await look(operator, "list-waiting");
    await openUsers(administrator, instance);
    await chooseAct(administrator, "Requester", "Disable…");
    await confirm(administrator, "Disable");
    await expect(administrator.getByRole("row", { name: emailOf("Requester") })).toContainText("Disabled");
    await operator.goto(`${instance.consoleUrl}${url}`);
    await expect(operator.getByText(/^Closed by/)).toBeVisible();
    await expect(operator.getByRole("button", { name: "Approve…" })).toHaveCount(0);
    await expect(bell(operator, /^Notices$/)).toBeVisible();
  });

  test("every screen of it is for everybody: light, dark, wide and at 360 px", () => {
    expect(wrong).toEqual([]);
  });
});

/** What this browser keeps, as text and as the bytes of the key. */
async function keptKeys(page: Page): Promise<{ readonly base64: string; readonly everything: string }[]> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("countersign");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const rows = await new Promise<{ encrypted: Uint8Array }[]>((resolve) => {
      const request = database.transaction("kept-keys").objectStore("kept-keys").getAll();
      request.onsuccess = () => resolve(request.result);
    });
    database.close();
    return rows.map((row) => ({
      base64: btoa(String.fromCharCode(...row.encrypted)),
      everything: JSON.stringify(row, (_, value) => (value instanceof Uint8Array ? [...value].join(",") : value)),
    }));
  });
}

const storages = (page: Page) =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));

function found(detector: KeyDetector, { method, url, rawHeaders, body }: SentRequest): string[] {
  const everything = Buffer.concat([Buffer.from([method, url, ...rawHeaders, ""].join("\n"), "latin1"), body]);
  return detector.findIn(everything).map((form) => `${form} in ${method} ${url}`);
}

function firstOf(bundle: Record<string, Uint8Array>, label: string): string {
  const text = Object.values(bundle)
    .map((content) => strFromU8(content))
    .find((content) => content.startsWith(label));
  if (!text) throw new Error(`the bundle has no ${label}`);
  return text;
}

function keyOf(zip: Uint8Array): Buffer {
  const pem = firstOf(unzipSync(zip), "-----BEGIN PRIVATE KEY-----");
  return Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ""), "base64");
}
