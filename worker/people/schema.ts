// The tables of people as Kysely sees them; worker/migrations/0003_people.sql says what each column means.

import type { Generated, Selectable } from "kysely";

type Flag = 0 | 1;

interface UserTable {
  id: string;
  name: string;
  email: string;
  email_verified: Flag;
  image: string | null;
  created_at: string;
  updated_at: string;
  deployment: Generated<Flag>;
}

interface SessionTable {
  id: string;
  user_id: string;
  token: string;
  expires_at: string;
  created_at: string;
  updated_at: string;
  ip_address: string | null;
  user_agent: string | null;
  project: string | null;
}

interface VerificationTable {
  id: string;
  identifier: string;
  value: string;
  expires_at: string;
  created_at: string;
  updated_at: string;
}

export interface LinkTable {
  hash: string;
  user: string | null;
  project: string | null;
  expires_at: number;
  used_at: number | null;
}

interface MemberTable {
  id: string;
  project: string;
  user: string;
  email: string;
  name: string | null;
  role: "viewer" | "editor" | "owner";
  created_at: number;
  pending: Generated<Flag>;
}

export type Member = Selectable<MemberTable>;

export interface TokenTable {
  hash: string;
  id: string;
  project: string | null;
  name: string;
  scope: "read" | "write";
  created_at: number;
  created_by: string;
  maker: string | null;
  expires_at: number | null;
  last_used_at: number | null;
}

interface AttemptTable {
  bucket: string;
  count: number;
  ends_at: number;
}

export interface PeopleSchema {
  user: UserTable;
  session: SessionTable;
  verification: VerificationTable;
  link: LinkTable;
  member: MemberTable;
  token: TokenTable;
  attempt: AttemptTable;
}
