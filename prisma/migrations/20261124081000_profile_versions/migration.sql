-- AlterTable
ALTER TABLE "profiles" ADD COLUMN "archived_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "profile_versions" (
    "profile_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by_id" TEXT,
    "made_by_name" TEXT NOT NULL,

    CONSTRAINT "profile_versions_pkey" PRIMARY KEY ("profile_id","version")
);

-- CreateIndex
CREATE INDEX "certificates_profile_id_profile_version_idx" ON "certificates"("profile_id", "profile_version");

-- AddForeignKey
ALTER TABLE "profile_versions" ADD CONSTRAINT "profile_versions_profile_id_fkey" FOREIGN KEY ("profile_id") REFERENCES "profiles"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The versions that were there before versions were kept.
INSERT INTO "profile_versions" ("profile_id", "version", "document", "made_at", "made_by_name")
SELECT "id", "version", "document", now(), 'Countersign' FROM "profiles";

ALTER TABLE "certificates" DROP CONSTRAINT "certificates_kind";
ALTER TABLE "certificates"
  ADD CONSTRAINT "certificates_kind" CHECK ("kind" IN (
    'server', 'client', 'peer', 'email', 'code-signing', 'device', 'workload', 'timestamping', 'authority'));
