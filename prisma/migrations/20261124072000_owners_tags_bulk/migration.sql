-- Owners and tags of certificates, saved views, and acts on many certificates.

ALTER TABLE "certificates" ADD COLUMN "owner" TEXT, ADD COLUMN "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

ALTER TABLE "certificates"
  ADD CONSTRAINT "certificates_owner" CHECK ("owner" ~ '^(user|text):.' AND length("owner") <= 105),
  ADD CONSTRAINT "certificates_tags" CHECK ("tags" IS NOT NULL AND cardinality("tags") <= 12);

-- Every column that a filter of the list looks at is in this index, so that filtering, counting up to 10,000 and the
-- sums of the overview read it alone and not the rows with their DER.
DROP INDEX "certificates_created_at_id_idx";
CREATE INDEX "certificates_list_idx" ON "certificates"("created_at", "id", "kind", "authority_id", "profile_id", "owner", "tags", "issued_by_id", "not_before", "not_after", "revoked_at", "revocation_reason");

CREATE INDEX "certificates_authority_id_created_at_id_idx" ON "certificates"("authority_id", "created_at", "id");
CREATE INDEX "certificates_profile_id_created_at_id_idx" ON "certificates"("profile_id", "created_at", "id");
CREATE INDEX "certificates_kind_created_at_id_idx" ON "certificates"("kind", "created_at", "id");
CREATE INDEX "certificates_owner_created_at_id_idx" ON "certificates"("owner", "created_at", "id");
CREATE INDEX "certificates_revoked_at_id_idx" ON "certificates"("revoked_at", "id");
CREATE INDEX "certificates_tags_idx" ON "certificates" USING GIN ("tags");

CREATE TABLE "saved_views" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "saved_views_user_id_name_key" ON "saved_views"("user_id", "name");

CREATE TABLE "bulk_jobs" (
    "id" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "address" TEXT,
    "total" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "lease_holder" TEXT,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_jobs_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "bulk_jobs_act" CHECK ("act" IN ('renew', 'revoke', 'tag', 'undo-tag')),
    CONSTRAINT "bulk_jobs_state" CHECK ("state" IN ('running', 'done', 'cancelled'))
);
CREATE INDEX "bulk_jobs_actor_id_created_at_idx" ON "bulk_jobs"("actor_id", "created_at");
CREATE INDEX "bulk_jobs_state_lease_until_idx" ON "bulk_jobs"("state", "lease_until");

CREATE TABLE "bulk_items" (
    "job_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "certificate_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "outcome" JSONB NOT NULL,

    CONSTRAINT "bulk_items_pkey" PRIMARY KEY ("job_id", "position"),
    CONSTRAINT "bulk_items_state" CHECK ("state" IN ('waiting', 'done', 'skipped', 'refused'))
);
CREATE INDEX "bulk_items_job_id_state_position_idx" ON "bulk_items"("job_id", "state", "position");

ALTER TABLE "bulk_items" ADD CONSTRAINT "bulk_items_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "bulk_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "bulk_items" ADD CONSTRAINT "bulk_items_certificate_id_fkey" FOREIGN KEY ("certificate_id") REFERENCES "certificates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
