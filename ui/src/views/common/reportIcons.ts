// The picture of a family of reports, the same wherever one is named.
import { Bot, ChartNoAxesColumn, Headset, type LucideIcon, Megaphone } from "lucide-react";

const familyIcons: Record<string, LucideIcon> = {
  agent: Headset,
  diagram: Bot,
  campaign: Megaphone,
};

export function familyIcon(family: string): LucideIcon {
  return familyIcons[family] ?? ChartNoAxesColumn;
}
