"""Behaviour: how people choose, meet, read and spend. Uncertainties of the model, each to be swept."""

from pydantic import model_validator

from model.scenario.kinds import Kind, shipped_kinds
from model.scenario.parameter import Section, param


class Tastes(Section):
    """7.1: heterogeneity of tastes; what makes counts of visits negative-binomial rather than Poisson."""

    person_sd: float = param(
        0.5,
        "Spread of the lasting inclination to go out",
        unit="utility",
        ge=0,
        le=10,
        source="calibrated: P2, visits over-dispersed as a negative binomial",
    )
    kind_sd: float = param(
        0.7,
        "Spread of the taste for one kind",
        unit="utility",
        ge=0,
        le=10,
        source="calibrated: P2, visits over-dispersed as a negative binomial",
    )


class Culture(Section):
    """7.1: affinity to an offer of a host culture."""

    attachment: float = param(0.6, "Mean attachment to one's own culture", unit="utility", ge=0, le=10)
    attachment_sd: float = param(0.3, "Spread of attachment", unit="utility", ge=0, le=10)
    curiosity: float = param(0.5, "Mean curiosity about what one does not know", unit="utility", ge=0, le=10)
    curiosity_sd: float = param(0.3, "Spread of curiosity", unit="utility", ge=0, le=10)
    warmth: float = param(0.5, "Utility of full warmth towards the host culture", unit="utility", ge=0, le=10)


class Awareness(Section):
    """7.2: who comes to know of the hub."""

    library_known: float = param(0.75, "Share of non-readers who know the library", ge=0, le=1)
    base: float = param(
        0.0005,
        "Daily chance to hear of the hub by oneself",
        unit="1/day",
        source="Goldenberg, Libai & Muller 2001: advertising 0.0005–0.015 a step [a]",
        ge=0,
        le=1,
    )
    campaign: float = param(
        0.002,
        "Added daily chance while a campaign of strength 1 runs",
        unit="1/day",
        source="all ways together below one weak tie, as in Goldenberg, Libai & Muller 2001: 0.0005–0.015 [a]",
        ge=0,
        le=1,
    )
    signage: float = param(0.0005, "Added daily chance with signs in the streets", unit="1/day", ge=0, le=1)
    endorsement: float = param(0.0005, "Added daily chance when the state endorses the hub", unit="1/day", ge=0, le=1)
    promotion: float = param(0.001, "Added daily chance at full promotion by the operator", unit="1/day", ge=0, le=1)
    weak: float = param(
        0.005,
        "Daily chance to hear from one weak tie who came this week",
        unit="1/day",
        source="Goldenberg, Libai & Muller 2001: 0.005–0.015 [a]",
        ge=0,
        le=1,
    )
    strong: float = param(
        0.01,
        "Daily chance to hear from one strong tie who came this week",
        unit="1/day",
        source="Goldenberg, Libai & Muller 2001: 0.01–0.07 [a]",
        ge=0,
        le=1,
    )
    window: int = param(7, "Days for which a visit is talked about", unit="days", ge=1, le=60)
    class_sources: int = param(
        1,
        "Acquaintances who go that one needs before joining a first class (1 simple, 2 complex contagion)",
        unit="people",
        source="choice: a switch; Centola 2010 for complex contagion",
        ge=1,
        le=2,
    )


class Choice(Section):
    """7.3: utilities of offers and of staying away."""

    nest: float = param(0.7, "Scale of the nest 'go to the hub'; 1 is a plain logit", ge=0.05, le=1)
    home: float = param(
        6.03,
        "Utility of staying away on a working day in spring",
        unit="utility",
        ge=-20,
        le=20,
        source="calibrated: K2, ten visits a user and year",
    )
    weekend: float = param(
        -0.3,
        "Added to staying away at weekends and holidays",
        unit="utility",
        ge=-10,
        le=10,
        source="calibrated: P9a, a weekly rhythm",
    )
    evening: float = param(
        1.2,
        "Loss of what can only be had in the evening, for a resident",
        unit="utility",
        ge=0,
        le=10,
        source="calibrated: P9a, a weekly rhythm",
    )
    bad_weather: float = param(0.4, "Added to staying away in bad weather", unit="utility", ge=-10, le=10)
    summer: float = param(
        0.4,
        "Added to staying away at the height of summer",
        unit="utility",
        ge=-10,
        le=10,
        source="calibrated: P9b, a seasonal rhythm",
    )
    bad_weather_share: float = param(0.15, "Share of days with bad weather", ge=0, le=1)
    habit: float = param(0.8, "Utility of full habit; 0 is a standard ablation", unit="utility", ge=0, le=10)
    circle: float = param(
        14.0,
        "Utility of the class in which one is fully rooted; 0 knows no regulars",
        unit="utility",
        source="calibrated: P7a, a class has regulars, who become casual friends within a year",
        ge=0,
        le=20,
    )
    peers: float = param(0.5, "Utility when all close ties came in the last week", unit="utility", ge=0, le=10)
    satisfaction: float = param(0.15, "Utility of full over no satisfaction", unit="utility", ge=0, le=10)
    trust: float = param(0.2, "Utility of full over no trust", unit="utility", ge=0, le=10)
    appeal: float = param(
        0.25,
        "Utility of full over no appeal",
        unit="utility",
        source="calibrated: S1, a renovation alone brings 5–15 % more visits and loans, as published capital "
        "investment does (Gilpin, Karger & Nencka 2024 [a])",
        ge=0,
        le=10,
    )
    novelty: float = param(0.5, "Utility of an offer on its first day", unit="utility", ge=0, le=10)
    novelty_days: float = param(60.0, "Days in which novelty falls to 1/e", unit="days", gt=0, le=3650)
    price: float = param(
        1.4,
        "Loss per day's disposable income spent",
        unit="utility",
        source="calibrated: P8, coffees sold fall with an elasticity of 0.7–0.8 (Andreyeva 2010 [a])",
        ge=0,
        le=100,
    )
    time: float = param(
        0.05,
        "Loss per minute of travel, one way",
        unit="utility/min",
        source="calibrated: P1, the sign alone (Gilpin & Becker 2020 [a]); the size is assumed",
        ge=0,
        le=10,
    )
    satiation: float = param(
        1.5,
        "Loss right after a visit",
        unit="utility",
        source="assumed; times between purchases are more regular than chance (Chatfield & Goodhardt 1973 [b])",
        ge=0,
        le=10,
    )
    satiation_days: float = param(7.0, "Days in which satiation falls to 1/e", unit="days", gt=0, le=365)
    crowd: float = param(0.5, "Loss when full is expected", unit="utility", ge=0, le=10)
    cafe: float = param(0.15, "Gain of an offer that lasts when the café is open", unit="utility", ge=0, le=10)
    lasting_hours: float = param(1.0, "Hours from which an offer lasts", unit="h", ge=0, le=8)
    barrier_mobility: float = param(
        2.5, "Loss for people with reduced mobility at accessibility 0", unit="utility", ge=0, le=20
    )
    barrier_sensory: float = param(
        1.5, "Loss for people with reduced sight or hearing at accessibility 0", unit="utility", ge=0, le=20
    )
    barrier_other: float = param(
        1.0, "Loss for people with other disabilities at accessibility 0", unit="utility", ge=0, le=20
    )


class Habit(Section):
    """7.3: habit as a stock of repetitions."""

    gain: float = param(
        0.045,
        "Share of the distance to full habit gained by one visit",
        unit="1/visit",
        source="ln 20 / 66 repetitions, not days, to 95 %: Lally et al. 2010 [a 2ary]",
        ge=0,
        le=1,
    )
    decay: float = param(0.004, "Share of habit lost on a day without a visit", unit="1/day", ge=0, le=1)
    class_gain: float = param(
        0.1,
        "Share of the distance to full roots in a class gained by one visit there",
        unit="1/visit",
        source="assumed; habit in the stable context of one class with the same people (Lally et al. 2010 [a])",
        ge=0,
        le=1,
    )
    class_decay: float = param(
        0.007, "Share of the roots in a class lost on a day without one", unit="1/day", ge=0, le=1
    )
    reader_start: float = param(0.3, "Mean habit of active readers at the start", ge=0, le=1)


class Memory(Section):
    """Step 10 of the day: what a visit leaves behind."""

    satisfaction_rate: float = param(0.15, "Weight of the latest visit in satisfaction", unit="1/visit", ge=0, le=1)
    trust_rate: float = param(0.03, "Weight of the latest visit in trust", unit="1/visit", ge=0, le=1)
    reputation_rate: float = param(0.03, "Weight of a day's visitors in the reputation", unit="1/day", ge=0, le=1)
    company: float = param(0.15, "Satisfaction added by meeting somebody", ge=0, le=1)
    crowding: float = param(0.2, "Satisfaction lost in a full room", ge=0, le=1)
    fill_rate: float = param(0.2, "Weight of the latest session in the expected fill", unit="1/session", ge=0, le=1)
    satisfaction_start: float = param(
        0.5,
        "Satisfaction without any experience; ½ neither draws nor keeps off",
        ge=0,
        le=1,
    )
    trust_start: float = param(0.5, "Trust without any experience; ½ neither draws nor keeps off", ge=0, le=1)
    fill_start: float = param(0.3, "Expected fill of an offer that nobody knows yet", ge=0, le=1)
    reputation_start: float = param(0.5, "Reputation of a house that nobody knows yet", ge=0, le=1)


class Travel(Section):
    """Ways to the hub."""

    walk_kmh: float = param(4.8, "Walking speed", unit="km/h", gt=0, le=20)
    car_kmh: float = param(25.0, "Driving speed, door to door", unit="km/h", gt=0, le=150)
    car_percent: float = param(55.0, "Households with a car", unit="%", ge=0, le=100)
    detour: float = param(1.3, "Way over distance", ge=1, le=5)
    max_walk_min: float = param(20.0, "Walk from which car owners drive", unit="min", ge=0, le=600)
    winter_factor: float = param(
        1.25, "Travel time in winter over the rest of the year", ge=1, le=5, source="calibrated: P9b, a seasonal rhythm"
    )


class Family(Section):
    """7.3: joint outings of households with children."""

    child_weight: float = param(1.5, "Weight of a child's utility, adult = 1", ge=0, le=10)
    weekday: float = param(
        1.2,
        "Added to staying away on school days",
        unit="utility",
        ge=-10,
        le=10,
        source="calibrated: P9a, a weekly rhythm",
    )
    off_afternoon: float = param(0.5, "Loss outside the afternoon", unit="utility", ge=0, le=10)
    home: float = param(
        6.43,
        "Utility of a family's staying away",
        unit="utility",
        source="calibrated: S7, parents come more than others",
        ge=-20,
        le=20,
    )


class Meeting(Section):
    """7.5: whom one meets in a session."""

    closure: float = param(
        1.0,
        "Added weight of a friend of a friend",
        source="assumed; Kossinets & Watts 2009 for the direction [a]",
        ge=0,
        le=100,
    )
    familiar: float = param(
        60_000.0,
        "Added weight of a friend, for a lesser tie by the square of its hours: in a class one has steady partners",
        source="calibrated: P7a, a year of one weekly class makes a few casual friends",
        ge=0,
        le=1_000_000,
    )
    intensity: float = param(
        1.0,
        "Share of a session that counts as shared with a partner of one's circle",
        source="calibrated: P7a, casual friends in 33 weeks of 1.5 h count every hour, as Hall 2018 is read",
        ge=0,
        le=1,
    )


class TieLife(Section):
    """7.5: how ties grow, fade and yield."""

    capacity: int = param(
        50, "Ties that a person can hold", unit="ties", source="Dunbar's layers 5/15/50/150 [b]", ge=1, le=150
    )
    casual_hours: float = param(
        50.0,
        "Shared hours of a casual friend",
        unit="h",
        source="Hall 2018, see P7a: 40–60 h [a 2ary]",
        gt=0,
        le=1000,
    )
    friend_hours: float = param(
        90.0,
        "Shared hours of a friend",
        unit="h",
        source="Hall 2018, see P7a: 80–100 h [a 2ary]",
        gt=0,
        le=1000,
    )
    close_hours: float = param(
        200.0,
        "Shared hours of a close friend",
        unit="h",
        source="Hall 2018, see P7a: > 200 h [a 2ary]",
        gt=0,
        le=5000,
    )
    decay: float = param(
        0.00044,
        "Daily loss of hours without contact",
        unit="1/day",
        source="about 15 % a year; in P6 it decides which tie yields: Dunbar 2010 [a 2ary]",
        ge=0,
        le=1,
    )
    bridge_factor: float = param(
        4.0,
        "Ties across groups fade so many times as fast",
        source="calibrated: P6, the direction; upper bound 14 from Burt 2002 (nine of ten bridges gone in a year [a])",
        ge=1,
        le=50,
    )
    forgotten_hours: float = param(0.25, "Hours below which a tie is forgotten", unit="h", ge=0, le=50)

    @model_validator(mode="after")
    def _stages_in_order(self) -> "TieLife":
        if not self.forgotten_hours < self.casual_hours < self.friend_hours < self.close_hours:
            raise ValueError(
                "stages must rise: forgotten_hours < casual_hours < friend_hours < close_hours, got "
                f"{self.forgotten_hours:g}, {self.casual_hours:g}, {self.friend_hours:g}, {self.close_hours:g}"
            )
        return self


class Contact(Section):
    """7.6: warmth, knowledge and regard."""

    gain: float = param(
        0.05,
        "Warmth gained by a meeting that goes fully well, per unit of room left",
        source="calibrated: P5b, ten sessions move the general attitude by 0–0.3 SD (Lemmer & Wagner 2015 [a])",
        ge=0,
        le=1,
    )
    loss_ratio: float = param(
        1.25,
        "Loss by a bad meeting over gain by a good one",
        source="between 1 and 3, from Barlow 2012 and Graf, Paolini & Rubin 2014 [d]",
        ge=1,
        le=3,
    )
    good_share: float = param(
        0.75,
        "Share of meetings that go well",
        source="three good to one bad: Graf, Paolini & Rubin 2014 [a]",
        ge=0,
        le=1,
    )
    good_slope: float = param(
        0.4, "How much likelier a good meeting is under full than under no conditions", ge=0, le=2
    )
    generalisation: float = param(
        0.3,
        "Share of the change that reaches the group as a whole (g)",
        source="calibrated: P5, the direction; swept from 0: Mousa 2020 and Paluck 2019 against Lemmer & Wagner 2015",
        ge=0,
        le=1,
    )
    extended: float = param(
        0.0005,
        "Warmth towards a group gained in thirty days, per unit of room left, times the share of all one's ties that "
        "are to people of the own group who have made a tie to that group in the run",
        unit="1/month",
        source="calibrated: P5, well below own contact, r = 0.17 net of own friends (Zhou et al. 2019 [a])",
        ge=0,
        le=1,
    )
    recovery: float = param(0.0005, "Daily return of warmth and regard to their start", unit="1/day", ge=0, le=1)
    knowledge: float = param(0.06, "Knowledge gained in one class, per unit of room left", ge=0, le=1)
    regard: float = param(
        0.04,
        "Regard gained by meeting a person with a disability, per unit of room left",
        source="assumed; children's programmes d = 0.55 (Armstrong et al. 2017 [a]), adults unknown",
        ge=0,
        le=1,
    )


class Reading(Section):
    """7.7: loans, lapse and return."""

    active: float = param(
        3.32,
        "Utility of the reading room for an active reader",
        unit="utility",
        ge=-10,
        le=10,
        source="calibrated: K2, ten visits a user and year",
    )
    lapsed: float = param(-1.5, "Utility of the reading room for a lapsed reader", unit="utility", ge=-10, le=10)
    never: float = param(-2.0, "Utility of the reading room for one who never read", unit="utility", ge=-10, le=10)
    propensity_sd: float = param(0.8, "Spread of the inclination to borrow", unit="logit", ge=0, le=10)
    borrow: float = param(0.5, "Inclination to borrow on a visit for reading", unit="logit", ge=-10, le=10)
    other_purpose: float = param(-3.0, "Added when the visit is for something else", unit="logit", ge=-10, le=10)
    coffee: float = param(0.3, "Added per hour over a coffee", unit="logit/h", ge=0, le=10)
    event: float = param(0.6, "Added after an event about books", unit="logit", ge=0, le=10)
    peers: float = param(0.6, "Added when all ties are active readers", unit="logit", ge=0, le=10)
    collection: float = param(0.8, "Added by a perfect over an empty collection", unit="logit", ge=0, le=10)
    freshness: float = param(
        0.5, "Weight of the recent stock in the state of the collection; its quality has the rest", ge=0, le=1
    )
    more_books: float = param(
        1.25,
        "Mean number of further books once one is taken",
        unit="books",
        source="calibrated: K3, 15.9 loans to 10.3 visits a user in Kazakhstan (Ministry of Culture 2025 [a], [d])",
        ge=0,
        le=50,
    )
    lapse: float = param(0.0006, "Daily hazard to lapse without habit, next door", unit="1/day", ge=0, le=1)
    lapse_habit: float = param(1.5, "Full habit divides the hazard by e to this", ge=0, le=10)
    lapse_distance: float = param(0.01, "Added to the hazard's exponent per minute of travel", unit="1/min", ge=0, le=1)
    lapse_most: float = param(
        20.0, "Base hazards to lapse that the longest way makes at most; reached at 300 minutes", ge=1, le=1000
    )
    return_base: float = param(0.0002, "Daily hazard of a lapsed reader to return (h0)", unit="1/day", ge=0, le=1)
    start_base: float = param(6e-05, "Daily hazard of a non-reader to start", unit="1/day", ge=0, le=1)
    spillover: float = param(
        0.01,
        "Chance to return per visit for another purpose at full exposure (c)",
        unit="1/visit",
        source="assumed: no quantitative study was found; swept, and every headline shown with 0 too",
        ge=0,
        le=1,
    )
    start_share: float = param(0.3, "Spillover to those who never read, relative to lapsed readers", ge=0, le=1)


class Spending(Section):
    """7.8: what is bought on a visit, and at whose cost."""

    coffee: float = param(0.2, "Inclination to add a coffee to a visit", unit="logit", ge=-10, le=10)
    shop: float = param(-2.0, "Inclination to buy in a shop on a visit for something else", unit="logit", ge=-10, le=10)
    shopper: float = param(0.4, "Inclination to buy when one came for the shop", unit="logit", ge=-10, le=10)
    basket: float = param(1200.0, "Median basket of a purchase", unit="KZT", ge=0, le=1_000_000)
    basket_sigma: float = param(0.6, "Spread of the logarithm of a basket", ge=0, le=3)
    basket_days: float = param(
        7.0, "Days of disposable income against which the price of a basket is felt", unit="days", gt=0, le=365
    )
    carry_days: float = param(
        14.0, "Days of disposable income that a person has at hand at most", unit="days", ge=1, le=365
    )
    displacement: float = param(0.4, "Share of hub spending taken from other local businesses", ge=0, le=1)


class Tourism(Section):
    """7.9: visiting parties."""

    considered: float = param(
        0.15, "Share of parties that hear of the hub at all", source="assumed: no figure was found", ge=0, le=1
    )
    pull: float = param(1.0, "Arrivals added by a highlight of full appeal and reputation", ge=0, le=10)
    stay_days: float = param(4.0, "Mean stay", unit="days", source="astanatimes.com 2023: 4 days [a]", ge=1, le=60)
    party_more: float = param(1.4, "Mean number of companions", unit="people", ge=0, le=4)
    budget: float = param(6000.0, "Disposable budget of a tourist", unit="KZT/day", ge=0, le=1_000_000)
    home: float = param(2.5, "Utility of seeing something else", unit="utility", ge=-20, le=20)
    highlight: float = param(
        1.0, "Tourists' added taste for the highlight and national classes", unit="utility", ge=-10, le=10
    )
    taste_sd: float = param(0.8, "Spread of a party's tastes", unit="utility", ge=0, le=10)
    minutes: float = param(12.0, "Travel to the hub, one way", unit="min", ge=0, le=600)


class Behaviour(Section):
    """How people choose, meet, read and spend."""

    kinds: dict[str, Kind] = param(meaning="Kinds of offer, by name", factory=shipped_kinds, source="choice")
    tastes: Tastes = Tastes()
    culture: Culture = Culture()
    awareness: Awareness = Awareness()
    choice: Choice = Choice()
    habit: Habit = Habit()
    memory: Memory = Memory()
    travel: Travel = Travel()
    family: Family = Family()
    meeting: Meeting = Meeting()
    ties: TieLife = TieLife()
    contact: Contact = Contact()
    reading: Reading = Reading()
    spending: Spending = Spending()
    tourism: Tourism = Tourism()

    @model_validator(mode="before")
    @classmethod
    def _own_kinds_join_the_shipped(cls, given: object) -> object:
        """A scenario that names one kind changes or adds that kind; it does not lose the other nine."""
        if not isinstance(given, dict) or not isinstance(given.get("kinds"), dict):
            return given
        kinds: dict[str, object] = dict(shipped_kinds())
        for name, kind in given["kinds"].items():
            shipped = kinds.get(name)
            if isinstance(kind, dict) and isinstance(shipped, Kind):
                kinds[name] = shipped.model_dump() | kind
            else:
                kinds[name] = kind
        return given | {"kinds": kinds}
