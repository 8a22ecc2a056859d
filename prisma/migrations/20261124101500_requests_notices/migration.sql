-- Requests that operators decide, and notices to people inside the dashboard.

CREATE TABLE "requests" (
    "id" TEXT NOT NULL,
    "requester_id" TEXT NOT NULL,
    "requester_name" TEXT NOT NULL,
    "authority_id" TEXT NOT NULL,
    "profile_id" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "asked" JSONB NOT NULL,
    "key_origin" TEXT NOT NULL,
    "csr" BYTEA NOT NULL,
    "spki_sha256" TEXT NOT NULL,
    "owner" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "note" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" TEXT,
    "decided_by_name" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "certificate_id" TEXT,
    "granted" JSONB,
    "collected_at" TIMESTAMPTZ(3),

    CONSTRAINT "requests_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "requests_state" CHECK ("state" IN ('pending', 'approved', 'refused', 'withdrawn', 'closed')),
    CONSTRAINT "requests_key_origin" CHECK ("key_origin" IN ('browser', 'csr')),
    CONSTRAINT "requests_owner" CHECK ("owner" ~ '^(user|text):.' AND length("owner") <= 105),
    CONSTRAINT "requests_tags" CHECK ("tags" IS NOT NULL AND cardinality("tags") <= 12),
    CONSTRAINT "requests_decided" CHECK (("state" = 'pending') = ("decided_at" IS NULL)),
    CONSTRAINT "requests_refused_with_reason" CHECK ("state" <> 'refused' OR "reason" <> ''),
    -- An approved request has its certificate, and nothing else has one.
    CONSTRAINT "requests_certificate" CHECK (("state" = 'approved') = ("certificate_id" IS NOT NULL)),
    CONSTRAINT "requests_collected" CHECK ("collected_at" IS NULL OR "state" = 'approved')
);
CREATE UNIQUE INDEX "requests_certificate_id_key" ON "requests"("certificate_id");
CREATE INDEX "requests_state_created_at_id_idx" ON "requests"("state", "created_at", "id");
CREATE INDEX "requests_requester_id_created_at_id_idx" ON "requests"("requester_id", "created_at", "id");

ALTER TABLE "requests" ADD CONSTRAINT "requests_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "requests" ADD CONSTRAINT "requests_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authorities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "requests" ADD CONSTRAINT "requests_certificate_id_fkey" FOREIGN KEY ("certificate_id") REFERENCES "certificates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "notices" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "object_name" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notices_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "notices_kind" CHECK ("kind" IN ('request-approved', 'request-refused', 'certificate-revoked', 'certificate-held', 'certificate-released', 'job-finished'))
);
CREATE INDEX "notices_user_id_created_at_id_idx" ON "notices"("user_id", "created_at", "id");
CREATE INDEX "notices_user_id_read_at_idx" ON "notices"("user_id", "read_at");
CREATE INDEX "notices_created_at_idx" ON "notices"("created_at");

ALTER TABLE "notices" ADD CONSTRAINT "notices_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
