import type { Metadata } from "next";
import { SettingsTabs } from "@/components/settings/settings-tabs";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { PageHeader } from "@/components/ui/page-header";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { application, running } from "@/lib/running";
import { load } from "@/lib/web/load";

export const metadata: Metadata = { title: "About and licences" };

export default async function AboutPage() {
  await load((actor) => application().settings(actor));
  const { version, licences } = running();
  const packages = await licences();
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsTabs current="/settings/about" />
      <Card title="Countersign" className="max-w-3xl">
        <DefinitionList
          items={[
            { term: "Version", value: <span className="nums">{version}</span> },
            { term: "Licence", value: "Apache-2.0" },
          ]}
        />
      </Card>
      <Card title="Made with" aside={packages.length} padded={false} className="max-w-3xl">
        <Table
          label="Packages and their licences"
          head={
            <>
              <Th>Package</Th>
              <Th>Version</Th>
              <Th>Licence</Th>
            </>
          }
        >
          {packages.map((one) => (
            <Tr key={`${one.name} ${one.version}`}>
              <Td className="wrap-anywhere sm:whitespace-nowrap">{one.name}</Td>
              <Td className="nums text-muted wrap-anywhere">{one.version}</Td>
              <Td>{one.licence}</Td>
            </Tr>
          ))}
        </Table>
      </Card>
    </>
  );
}
