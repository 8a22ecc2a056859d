-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "last_seen_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "console_certificates" (
    "names_sha256" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "certificate_id" TEXT,
    "der" BYTEA NOT NULL,

    CONSTRAINT "console_certificates_pkey" PRIMARY KEY ("names_sha256")
);

-- CreateTable
CREATE TABLE "settings" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "instance_name" TEXT NOT NULL DEFAULT '',
    "validation_url" TEXT,
    "session_hours" INTEGER NOT NULL DEFAULT 12,
    "idle_minutes" INTEGER,
    "default_profile_id" TEXT,
    "session_days" INTEGER NOT NULL DEFAULT 7,
    "crl_days" INTEGER NOT NULL DEFAULT 7,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "console_certificates_key_id_key" ON "console_certificates"("key_id");

-- CreateIndex
CREATE INDEX "audit_entries_at_id_idx" ON "audit_entries"("at", "id");

-- CreateIndex
CREATE INDEX "audit_entries_object_kind_id_idx" ON "audit_entries"("object_kind", "id");

-- AddForeignKey
ALTER TABLE "console_certificates" ADD CONSTRAINT "console_certificates_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "keys"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console_certificates" ADD CONSTRAINT "console_certificates_certificate_id_fkey" FOREIGN KEY ("certificate_id") REFERENCES "certificates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.

ALTER TABLE "settings"
  ADD CONSTRAINT "settings_is_one_row" CHECK ("id" = 1),
  ADD CONSTRAINT "settings_are_bounded" CHECK (
    "session_hours" BETWEEN 1 AND 720 AND "idle_minutes" BETWEEN 5 AND 43200
    AND "session_days" BETWEEN 1 AND 3650 AND "crl_days" BETWEEN 1 AND 3650
  );
INSERT INTO "settings" ("id") VALUES (1);
