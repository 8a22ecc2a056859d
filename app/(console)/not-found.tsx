import { ButtonLink } from "@/components/ui/button";

export default function ConsoleNotFound() {
  return (
    <div data-page-error className="grid max-w-prose gap-3 py-8">
      <h1>Nothing here</h1>
      <p className="text-muted">
        The address may be mistyped, or it names something of another instance. Certificates are never deleted: search
        for a name, a serial or a fingerprint above.
      </p>
      <p className="flex flex-wrap gap-2">
        <ButtonLink href="/certificates" tone="primary">
          Certificates
        </ButtonLink>
        <ButtonLink href="/">To the overview</ButtonLink>
      </p>
    </div>
  );
}
