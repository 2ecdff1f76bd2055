//! Who and what the operation consists of: agents, campaigns, queues, menus, codes, customers.
//! All of it is invented; no phone or document number here can belong to anyone.

use fastrand::Rng;

/// The kind of work an agent does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Team {
    /// Answers the queues.
    Inbound,
    /// Gets calls from the predictive dialler.
    Predictive,
    /// Dials by hand.
    Manual,
}

/// Someone with a headset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// Extension of 4 or 5 digits.
    pub id: String,
    /// As every report writes it: with accents, sometimes a prefix or a double space.
    pub name: String,
    /// Identity document, digits that no registry issues.
    pub dni: String,
    /// The kind of work.
    pub team: Team,
    /// Begin of the rostered weekday shift, seconds after midnight.
    pub starts: u32,
    /// Its end; above 86,400 for the evening agent, who stays past midnight.
    pub ends: u32,
}

/// A list of customers that the dialler works through.
#[derive(Debug, Clone, PartialEq)]
pub struct Campaign {
    /// Number of the campaign.
    pub id: String,
    /// Its name.
    pub name: &'static str,
    /// `predictive` or `preview`.
    pub kind: &'static str,
    /// The queue that its calls belong to.
    pub skill_id: String,
    /// Share of its `campaign_7` rows that are human, before the hour of the day has its say.
    pub human_share: f64,
    /// Voice file for the machines, empty if none is set.
    pub file_name: &'static str,
}

/// A queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skill {
    /// Number of the queue.
    pub id: String,
    /// Its name.
    pub name: &'static str,
}

/// An IVR menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutingPoint {
    /// Number of the menu.
    pub id: String,
    /// Its name.
    pub name: &'static str,
}

/// A disposition code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActivityCode {
    /// The code.
    pub code: &'static str,
    /// What it says.
    pub description: &'static str,
    /// A success of the campaign.
    pub hit: bool,
    /// Right-party contact.
    pub rpc: bool,
    /// `cod_act1` (general) or `cod_act2` (specific).
    pub level: &'static str,
}

const FIRST_NAMES: [&str; 30] = [
    "María",
    "José",
    "Lucía",
    "Andrés",
    "Sofía",
    "João",
    "Inés",
    "Óscar",
    "Beatriz",
    "Martín",
    "Paula",
    "Tomás",
    "Verónica",
    "Raúl",
    "Antônia",
    "Iván",
    "Luísa",
    "Mónica",
    "Héctor",
    "Camila",
    "Sebastião",
    "Noemí",
    "Simón",
    "Ángela",
    "Rubén",
    "Conceição",
    "Adrián",
    "Belén",
    "Germán",
    "Irene",
];

const SURNAMES: [&str; 30] = [
    "Núñez",
    "Gonçalves",
    "Peña",
    "Álvarez",
    "Magalhães",
    "Muñoz",
    "Ibáñez",
    "Simões",
    "Rodríguez",
    "Brandão",
    "Cáceres",
    "Araújo",
    "Güell",
    "Zúñiga",
    "Assunção",
    "Córdoba",
    "Falcão",
    "López",
    "Bolívar",
    "Guimarães",
    "Ordóñez",
    "Patrício",
    "Marín",
    "Vélez",
    "Leitão",
    "Sáenz",
    "Quiñones",
    "Esteves",
    "Rincón",
    "Mejía",
];

const TEAMS: [Team; 9] = [
    Team::Inbound,
    Team::Predictive,
    Team::Inbound,
    Team::Predictive,
    Team::Predictive,
    Team::Inbound,
    Team::Predictive,
    Team::Manual,
    Team::Inbound,
];

const HOUR: u32 = 3600;
const SHIFTS: [(u32, u32); 5] = [
    (8 * HOUR, 17 * HOUR),
    (7 * HOUR, 15 * HOUR),
    (10 * HOUR, 19 * HOUR),
    (6 * HOUR, 14 * HOUR),
    (13 * HOUR, 21 * HOUR),
];
/// 15:30 to 00:20 of the next day.
const EVENING: (u32, u32) = (15 * HOUR + 1800, 24 * HOUR + 1200);

/// The roster. Names are told apart by their surname pair, so none is ambiguous. Some are written
/// in capitals only, as in real rosters that several people keep.
pub(crate) fn agents(seed: u64, count: u32) -> Vec<Agent> {
    let mut rng = Rng::with_seed(seed ^ 0x00A6_E275);
    let count = count.max(1);
    let mut agents: Vec<Agent> = (0..count).map(|place| agent(&mut rng, place)).collect();
    if let Some(last) = agents.last_mut() {
        last.team = Team::Inbound;
        (last.starts, last.ends) = EVENING;
    }
    agents
}

fn agent(rng: &mut Rng, place: u32) -> Agent {
    let (starts, ends) = SHIFTS[place as usize % SHIFTS.len()];
    let extension = if place % 6 == 5 { 20_110 + place } else { 1001 + 7 * place };
    let zero = if place % 8 == 6 { "00" } else { "" };
    Agent {
        id: extension.to_string(),
        name: agent_name(rng, place),
        dni: format!("{zero}9800{:06}", scattered(place + 300)),
        team: TEAMS[place as usize % TEAMS.len()],
        starts,
        ends,
    }
}

fn agent_name(rng: &mut Rng, place: u32) -> String {
    let first = FIRST_NAMES[rng.usize(..FIRST_NAMES.len())];
    // The pair is a function of the place, different for the first 900 agents.
    let place = place as usize;
    let one = SURNAMES[place % 30];
    let other = SURNAMES[(place * 7 + place / 30 + 11) % 30];
    let prefix = ["", "", "COM- ", "", "ING- ", ""][place % 6];
    let gap = if place % 5 == 1 { "  " } else { " " };
    let name = format!("{first}{gap}{one} {other}");
    if place % 4 == 3 {
        format!("{prefix}{}", name.to_uppercase())
    } else {
        prefix.to_owned() + &name
    }
}

pub(crate) fn campaigns() -> Vec<Campaign> {
    let of = |number: u32, name, kind, skill: u32, human_share, file_name| Campaign {
        id: number.to_string(),
        name,
        kind,
        skill_id: skill.to_string(),
        human_share,
        file_name,
    };
    vec![
        of(32841, "Cobranza temprana", "predictive", 7104, 0.34, "aviso_saldo.wav"),
        of(32855, "Cobranza castigada", "predictive", 7104, 0.22, "aviso_saldo.wav"),
        of(32902, "Ventas hogar", "predictive", 7103, 0.41, ""),
        of(32917, "Fidelización", "predictive", 7103, 0.46, "gracias.wav"),
        of(33010, "Encuesta de servicio", "predictive", 7105, 0.52, ""),
        of(33024, "Recuperação de clientes", "predictive", 7103, 0.38, "recado.wav"),
        of(33101, "Citas médicas", "preview", 7105, 0.58, "recordatorio.wav"),
        of(33150, "Actualización de datos", "preview", 7105, 0.44, ""),
    ]
}

pub(crate) fn skills() -> Vec<Skill> {
    let of = |number: u32, name| Skill { id: number.to_string(), name };
    vec![
        of(7101, "Servicio al cliente"),
        of(7102, "Soporte técnico"),
        of(7103, "Ventas"),
        of(7104, "Cartera"),
        of(7105, "Citas y datos"),
        of(7106, "Reclamos"),
    ]
}

pub(crate) fn routing_points() -> Vec<RoutingPoint> {
    let of = |number: u32, name| RoutingPoint { id: number.to_string(), name };
    vec![
        of(5201, "Línea principal"),
        of(5202, "Soporte 24 horas"),
        of(5203, "Ventas y portabilidad"),
        of(5204, "Pagos"),
        of(5205, "Agenda"),
    ]
}

pub(crate) fn activity_codes() -> Vec<ActivityCode> {
    let of =
        |code, description, hit, rpc, level| ActivityCode { code, description, hit, rpc, level };
    vec![
        of("SOLUCIONADO", "Solicitud resuelta en la llamada", true, true, "cod_act1"),
        of("ESCALADO", "Pasa a segundo nivel", false, true, "cod_act1"),
        of("PROMESA", "Promesa de pago", true, true, "cod_act1"),
        of("VENTA", "Venta cerrada", true, true, "cod_act1"),
        of("INFORMACION", "Solo información", false, true, "cod_act1"),
        of("NO INTERESADO", "Rechaza la oferta", false, true, "cod_act1"),
        of("TERCERO", "Contesta otra persona", false, false, "cod_act1"),
        of("CUELGA", "El cliente cuelga", false, false, "cod_act1"),
        of("EQUIVOCADO", "Número equivocado", false, false, "cod_act1"),
        of("TIMEOUTACW", "Sin tipificar a tiempo", false, false, "cod_act1"),
        of("FACTURA", "Sobre la factura", false, true, "cod_act2"),
        of("FALLA", "Falla del servicio", false, true, "cod_act2"),
        of("CITA", "Cita asignada", true, true, "cod_act2"),
        of("RETIRO", "Pide el retiro", false, true, "cod_act2"),
        of("VOLVER A LLAMAR", "Pide otra llamada", false, true, "cod_act2"),
    ]
}

/// Number of invented customers.
pub(crate) const CUSTOMERS: u32 = 60_000;

/// A bijection on the numbers below a million, so that neighbours look unrelated.
fn scattered(number: u32) -> u32 {
    number.wrapping_mul(7919) % 1_000_000
}

/// Identity number of a customer: ten digits from 99 up, which no registry issues, some with
/// leading zeros.
pub(crate) fn customer_id(customer: u32) -> String {
    if customer % 11 == 4 {
        format!("0099{:06}", scattered(customer))
    } else {
        format!("9900{:06}", scattered(customer))
    }
}

/// Telephone of a customer: no network has numbers from 000 up. Some come with a country code.
pub(crate) fn telephone(customer: u32) -> String {
    if customer % 19 == 7 {
        format!("+570003{:06}", scattered(customer))
    } else {
        format!("0003{:06}", scattered(customer))
    }
}
