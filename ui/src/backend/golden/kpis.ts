// What the stand-in knows of KPIs: titles, units and, simplified, formulas.
import type { KpiView, TextsView } from "../bindings";
import { reports } from "./world";

const text = (es: string, en: string, pt: string): TextsView => ({ es, en, pt });

export type Part = {
  title: TextsView;
  counts?: string;
  share?: (value: (role: string) => unknown) => boolean | null;
  sum?: string;
  average?: string;
  unit: string;
  good: string;
};
export const same = (value: unknown, ...wanted: string[]) =>
  wanted.includes(String(value ?? "").toLowerCase());

export const parts: Record<string, Part> = {
  occupancy: {
    counts: "events",
    title: text("Ocupación", "Occupancy", "Ocupação"),
    unit: "ratio",
    good: "higher",
    share: (v) =>
      same(v("status"), "ready", "talk", "acw", "ring") ? same(v("status"), "talk", "acw") : null,
  },
  aht: { title: text("TMO", "AHT", "TMA"), unit: "s", good: "lower", average: "talkacw" },
  aux_share: {
    counts: "events",
    title: text("Tiempo en auxiliares", "Share of auxiliaries", "Tempo em pausas"),
    unit: "ratio",
    good: "lower",
    share: (v) => !same(v("status"), "ready", "talk", "acw", "ring"),
  },
  logged_time: {
    counts: "events",
    title: text("Tiempo conectado", "Logged time", "Tempo conectado"),
    unit: "s",
    good: "neutral",
    sum: "duration",
  },
  avg_acw: {
    title: text("ACW promedio", "Average ACW", "ACW médio"),
    unit: "s",
    good: "lower",
    average: "acw",
  },
  handled_calls: {
    title: text("Llamadas atendidas", "Handled calls", "Chamadas atendidas"),
    unit: "count",
    good: "higher",
  },
  hold_mute_load: {
    counts: "agent_days",
    title: text("Hold y mute", "Hold and mute", "Espera e mudo"),
    unit: "s",
    good: "lower",
    sum: "hold_mute_time",
  },
  hold_share: {
    counts: "agent_days",
    title: text("Parte en hold", "Share on hold", "Parte em espera"),
    unit: "ratio",
    good: "lower",
    share: () => null,
  },
  avg_hold_mute: {
    counts: "actions",
    title: text("Promedio por acción", "Average per action", "Média por ação"),
    unit: "s",
    good: "lower",
    average: "hold_mute_time",
  },
  hold_mute_actions: {
    counts: "agent_days",
    title: text("Acciones", "Actions", "Ações"),
    unit: "count",
    good: "neutral",
  },
  transfers: {
    counts: "handovers",
    title: text("Transferencias", "Transfers", "Transferências"),
    unit: "count",
    good: "lower",
  },
  conferences: {
    counts: "handovers",
    title: text("Conferencias", "Conferences", "Conferências"),
    unit: "count",
    good: "neutral",
  },
  transferred_calls: {
    counts: "handovers",
    title: text("Llamadas transferidas", "Transferred calls", "Chamadas transferidas"),
    unit: "count",
    good: "lower",
  },
  transfers_per_agent: {
    counts: "agents",
    title: text("Por agente", "Per agent", "Por agente"),
    unit: "per_agent",
    good: "neutral",
  },
  human_rate: {
    title: text("Contesta una persona", "Answered by a person", "Atendidas por pessoa"),
    unit: "ratio",
    good: "higher",
    share: (v) => same(v("outcome"), "human"),
  },
  machine_rate: {
    title: text("Contesta una máquina", "Answered by a machine", "Atendidas por máquina"),
    unit: "ratio",
    good: "lower",
    share: (v) => same(v("outcome"), "machine"),
  },
  amd_calls: {
    title: text("Llamadas en AMD", "Calls in AMD", "Chamadas no AMD"),
    unit: "count",
    good: "neutral",
  },
  entered_calls: {
    title: text("Entran al IVR", "Entered the IVR", "Entraram na URA"),
    unit: "count",
    good: "neutral",
  },
  containment: {
    title: text("Se quedan en el IVR", "Stayed in the IVR", "Ficaram na URA"),
    unit: "ratio",
    good: "higher",
    share: (v) => v("skill") === null,
  },
  no_agent_rate: {
    title: text("Sin agente", "No agent", "Sem agente"),
    unit: "ratio",
    good: "lower",
    share: (v) => v("agent") === null,
  },
  queue_loss: {
    title: text("Se pierden en cola", "Lost in the queue", "Perdidas na fila"),
    unit: "ratio",
    good: "lower",
    share: (v) => (v("skill") === null ? null : v("agent") === null),
  },
  avg_ivr_time: {
    title: text("Tiempo en IVR", "IVR time", "Tempo na URA"),
    unit: "s",
    good: "lower",
    average: "ivr_time",
  },
  avg_queue_wait: {
    title: text("Espera en cola", "Queue wait", "Espera na fila"),
    unit: "s",
    good: "lower",
    average: "queue_time",
  },
  avg_agent_talk: {
    title: text("Tiempo con agente", "Time with agent", "Tempo com agente"),
    unit: "s",
    good: "neutral",
    average: "talk_time",
  },
};

const contract = import.meta.glob<{ answer: { kpis: KpiView[] } }>(
  "../../../../tests/golden/ipc/kpi_list.json",
  { eager: true, import: "default" },
);

export function kpiList(): KpiView[] {
  return Object.values(contract)[0]?.answer.kpis ?? invented();
}

function invented(): KpiView[] {
  return Object.entries(parts).map(([kpi, part]) => ({
    kpi,
    title: part.title,
    unit: part.unit,
    good: part.good,
    counts: part.counts ?? "calls",
    formula: text(
      "Σ del numerador / Σ del denominador",
      "Σ numerator / Σ denominator",
      "Σ do numerador / Σ do denominador",
    ),
    pitfall: text(
      "El último estado de un turno abierto falta.",
      "The last state of an open shift is missing.",
      "Falta o último estado de um turno aberto.",
    ),
    reports: reports.reports
      .filter((report) => report.kpis.includes(kpi))
      .map((report) => report.code),
    others:
      kpi === "occupancy"
        ? [
            {
              who: "Genesys",
              text: text(
                "Interacción / (interacción + comunicación + libre)",
                "Interacting / (interacting + communicating + idle)",
                "Interação / (interação + comunicação + livre)",
              ),
            },
          ]
        : [],
  }));
}
