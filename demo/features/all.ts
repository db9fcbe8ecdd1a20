// Every feature of Ledgerly that Landed watches.

import { bankFeeds } from "./bank-feeds.ts";
import { bulkEdit } from "./bulk-edit.ts";
import { cashFlow } from "./cash-flow.ts";
import { csvExport } from "./csv-export.ts";
import { dataImport } from "./data-import.ts";
import type { DemoFeature } from "./feature.ts";
import { invoiceTemplates } from "./invoice-templates.ts";
import { keyboardShortcuts } from "./keyboard-shortcuts.ts";
import { lateFees } from "./late-fees.ts";
import { multiCurrency } from "./multi-currency.ts";
import { paymentReminders } from "./payment-reminders.ts";
import { recurringInvoices } from "./recurring-invoices.ts";
import { vatSummary } from "./vat-summary.ts";

export const features: readonly DemoFeature[] = [
  recurringInvoices,
  paymentReminders,
  csvExport,
  dataImport,
  invoiceTemplates,
  lateFees,
  bulkEdit,
  cashFlow,
  bankFeeds,
  vatSummary,
  multiCurrency,
  keyboardShortcuts,
];
