import { Gate } from "@/components/shell/gate";
import { ButtonLink } from "@/components/ui/button";

export default function NotFound() {
  return (
    <Gate title="Nothing here" description="The address may be mistyped.">
      <ButtonLink href="/" className="justify-self-start">
        To the overview
      </ButtonLink>
    </Gate>
  );
}
