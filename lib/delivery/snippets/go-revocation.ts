/** Go that fetches the CRLs of the whole chain and holds a handshake against them; shared by net/http and gRPC. */
import { webUrl } from "../host";
import { goString } from "../quote";
import type { SnippetSubject } from "../snippet";
import { noCrlPublished } from "./bundle-folder";

/** Sorted as gofmt sorts them. */
export const revocationImports = ["bytes", "errors", "fmt", "io", "log", "net/http", "sync/atomic", "time"];

export function goImports(standard: readonly string[], others: readonly string[] = []): string[] {
  const sorted = [...new Set(standard)].sort();
  return [
    "import (",
    ...sorted.map((path) => `\t"${path}"`),
    ...(others.length ? ["", ...others.map((path) => `\t"${path}"`)] : []),
    ")",
  ];
}

/** Declares `startRevocation`, and `checkRevocation` for tls.Config.VerifyConnection. */
export function goRevocation(subject: SnippetSubject): string[] {
  if (!subject.crlUrl) return [];
  return ["", `const crlURL = ${goString(webUrl(subject.crlUrl))}`, "", ...source.trimEnd().split("\n")];
}

export const goVerify = (subject: SnippetSubject): string[] =>
  subject.crlUrl
    ? ["\t\t// And none that was revoked.", "\t\tVerifyConnection: checkRevocation,"]
    : [`\t\t// ${noCrlPublished}`];

const source = `var lists atomic.Pointer[[]*x509.RevocationList]

// startRevocation fetches the lists once and then every five minutes; on failure those in use stay until they expire.
func startRevocation() error {
	go func() {
		for range time.Tick(5 * time.Minute) {
			if err := fetchLists(); err != nil {
				log.Print("revocation lists: ", err)
			}
		}
	}()
	return fetchLists()
}

func fetchLists() error {
	client := http.Client{Timeout: 30 * time.Second}
	response, err := client.Get(crlURL)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	rest, err := io.ReadAll(io.LimitReader(response.Body, 64<<20))
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("no list: HTTP %d", response.StatusCode)
	}
	var fresh []*x509.RevocationList
	for block, rest := pem.Decode(rest); block != nil; block, rest = pem.Decode(rest) {
		list, err := x509.ParseRevocationList(block.Bytes)
		if err != nil {
			return err
		}
		fresh = append(fresh, list)
	}
	if len(fresh) == 0 {
		return errors.New("no list in the answer")
	}
	lists.Store(&fresh)
	return nil
}

// checkRevocation wants a current list of each issuer, and the certificate on none.
func checkRevocation(state tls.ConnectionState) error {
	for _, chain := range state.VerifiedChains {
		for i, certificate := range chain[:len(chain)-1] {
			if err := checkOne(certificate, chain[i+1]); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkOne(certificate, issuer *x509.Certificate) error {
	for _, list := range *lists.Load() {
		if !bytes.Equal(list.RawIssuer, issuer.RawSubject) || list.CheckSignatureFrom(issuer) != nil {
			continue
		}
		if time.Now().After(list.NextUpdate) {
			return errors.New("the revocation list has expired")
		}
		for _, entry := range list.RevokedCertificateEntries {
			if entry.SerialNumber.Cmp(certificate.SerialNumber) == 0 {
				return errors.New("the certificate was revoked")
			}
		}
		return nil
	}
	return fmt.Errorf("no revocation list of %s", issuer.Subject)
}
`;
