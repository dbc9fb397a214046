package org.fengqiao.benchmarks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.Ledger;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.json.Json;
import org.fengqiao.local.Console;
import org.fengqiao.local.EmbeddedPart;
import org.fengqiao.local.Figures;
import org.fengqiao.local.Workplace;

/**
 * The kernel's ledger beside floors and a peer, on one PostgreSQL and one broker: the same event, the same durability
 * (each commit is on the disk), in turn, round by round. Ratios are taken within a round, so that a machine that
 * becomes slower is slower for all of them; the medians of all rounds are told.
 */
final class Peers {

    private static final String FLOOR = "floor: ";
    private static final int EVENTS_IN_A_CASE = 20;
    private static final int IN_A_TRANSACTION = 100;
    private static final int FEW_THREADS = 4;
    private static final int MANY_THREADS = 16;
    private static final int COPIED = 10_000;
    private static final int READ_AT_ONCE = 1000;
    private static final int CASES_TO_READ = 5000;
    private static final int PUBLISHED = 20_000;
    private static final int RECORDS = 100_000;

    /** The database in which Axon has its tables. */
    private static final String DATABASE_OF_AXON = "mediation";

    private final int rounds;
    private final int seconds;
    private final Console console;

    /**
     * A measurement.
     *
     * @param rounds so many rounds, after one of warming up
     * @param seconds so long each contestant has in a round
     */
    Peers(int rounds, int seconds, Console console) {
        this.rounds = rounds;
        this.seconds = seconds;
        this.console = console;
    }

    /** Somebody who does a kind of work in a way. */
    private record Contestant(String who, String how, Callable<Double> rate) {}

    /** A kind of work, and those who do it in turn; all are compared with the first if that is a floor. */
    private record Contest(String work, String unit, List<Contestant> contestants) {

        boolean hasFloor() {
            return contestants.getFirst().who().startsWith(FLOOR);
        }
    }

    private record Place(String work, String who) {}

    /** Measures all of it. */
    void measure(Workplace workplace, Figures figures) throws Exception {
        try (var postgres = RunningPostgres.start(workplace);
                var broker = EmbeddedPart.start(workplace.module("deploy/embedded/target"), "kafka", "384m")) {
            postgres.migrate(Referrals.SERVICE);
            try (var sessions = postgres.sessions(Referrals.SERVICE)) {
                var ledger =
                        Referrals.service(sessions, Json.mapper(), Instant::now).ledger();
                var axon = AxonStore.create(
                        postgres.url(DATABASE_OF_AXON),
                        postgres.told(DATABASE_OF_AXON + ".owner.user"),
                        postgres.told(DATABASE_OF_AXON + ".owner.password"));
                var contests = contests(
                        new Here(sessions, ledger),
                        axon,
                        new Floors(postgres, Referrals.SERVICE),
                        new BrokerFloors(broker.told("kafka.bootstrap")));
                tell(contests, rates(contests), figures);
            }
        }
    }

    private List<Contest> contests(Here here, AxonStore axon, Floors floors, BrokerFloors broker) throws Exception {
        var cases = here.fill(CASES_TO_READ);
        try (var work = axon.appending(IN_A_TRANSACTION)) {
            for (var event = 0; event < CASES_TO_READ * EVENTS_IN_A_CASE; ) {
                event += work.piece();
            }
        }
        var rates = new BrokerFloors.Rates[1];
        return List.of(
                one(1, here, axon, floors),
                one(MANY_THREADS, here, axon, floors),
                new Contest(
                        "append %d events in a transaction, %d threads".formatted(IN_A_TRANSACTION, FEW_THREADS),
                        "events/s",
                        List.of(
                                contestant(
                                        FLOOR + "insert",
                                        "one JDBC batch, rewritten to inserts of many rows",
                                        FEW_THREADS,
                                        () -> floors.inserting(IN_A_TRANSACTION)),
                                contestant(
                                        "COPY",
                                        "%,d rows in a transaction, 1 thread".formatted(COPIED),
                                        1,
                                        () -> floors.copying(COPIED)),
                                contestant(
                                        AxonStore.NAME,
                                        "appended alone, nothing is loaded",
                                        FEW_THREADS,
                                        () -> axon.appending(IN_A_TRANSACTION)),
                                contestant(
                                        "here",
                                        "streams of %d cases are loaded, decided about, linked and appended to"
                                                .formatted(IN_A_TRANSACTION),
                                        FEW_THREADS,
                                        () -> here.deciding(IN_A_TRANSACTION)))),
                new Contest(
                        "read back, 1 thread",
                        "events/s",
                        List.of(
                                contestant(
                                        FLOOR + "select",
                                        "by a cursor, %d rows at once, each parsed".formatted(READ_AT_ONCE),
                                        1,
                                        () -> floors.reading(READ_AT_ONCE)),
                                contestant(
                                        AxonStore.NAME,
                                        "tracking replay, its default of %d at once".formatted(AxonStore.DEFAULT_BATCH),
                                        1,
                                        () -> axon.replaying(AxonStore.DEFAULT_BATCH)),
                                contestant(
                                        AxonStore.NAME + " tuned",
                                        "tracking replay, %d at once".formatted(READ_AT_ONCE),
                                        1,
                                        () -> axon.replaying(READ_AT_ONCE)),
                                contestant(
                                        "here",
                                        "%d cases of %d events at once, folded"
                                                .formatted(IN_A_TRANSACTION, EVENTS_IN_A_CASE),
                                        1,
                                        () -> here.reading(cases)))),
                new Contest(
                        "floor of what follows",
                        "events/s",
                        List.of(
                                new Contestant(
                                        "logical slot",
                                        "pgoutput, %,d rows of transactions of %d, read by a bare client"
                                                .formatted(PUBLISHED, IN_A_TRANSACTION),
                                        () -> floors.published(PUBLISHED)),
                                new Contestant(
                                        "produce, then consume",
                                        "%,d records, one partition, acks=all, linger 5 ms".formatted(RECORDS),
                                        () -> (rates[0] = broker.measure(RECORDS)).throughBroker()),
                                new Contestant("consume and parse", "the same records", () -> rates[0].parsed()))));
    }

    private Contest one(int threads, Here here, AxonStore axon, Floors floors) {
        return new Contest(
                "load and append 1 event, %d thread%s".formatted(threads, threads == 1 ? "" : "s"),
                "tx/s",
                List.of(
                        contestant(
                                FLOOR + "insert",
                                "JDBC, prepared, nothing is loaded",
                                threads,
                                () -> floors.inserting(1)),
                        contestant(
                                AxonStore.NAME,
                                "Jackson, bytea, a connection for each thread; aggregates of up to %d events"
                                        .formatted(EVENTS_IN_A_CASE),
                                threads,
                                () -> axon.loadingAndAppending(EVENTS_IN_A_CASE)),
                        contestant(
                                "here",
                                "load, decide, link, append; cases of up to %d events".formatted(EVENTS_IN_A_CASE),
                                threads,
                                () -> here.deciding(1))));
    }

    private Contestant contestant(String who, String how, int threads, Callable<Throughput.Work> work) {
        return new Contestant(who, how, () -> Throughput.perSecond(threads, seconds, work));
    }

    /** All rates, round by round. The first round warms up and does not count. */
    private Map<Place, List<Double>> rates(List<Contest> contests) throws Exception {
        var rates = new LinkedHashMap<Place, List<Double>>();
        for (var round = 0; round <= rounds; round++) {
            for (var contest : contests) {
                for (var contestant : contest.contestants()) {
                    console.progress(
                            "round %d of %d: %s, %s".formatted(round, rounds, contest.work(), contestant.who()));
                    var rate = contestant.rate().call();
                    if (round > 0) {
                        rates.computeIfAbsent(new Place(contest.work(), contestant.who()), _ -> new ArrayList<>())
                                .add(rate);
                    }
                }
            }
        }
        console.done();
        return rates;
    }

    private void tell(List<Contest> contests, Map<Place, List<Double>> rates, Figures figures) {
        for (var contest : contests) {
            var floor = rates.get(
                    new Place(contest.work(), contest.contestants().getFirst().who()));
            for (var contestant : contest.contestants()) {
                var own = rates.get(new Place(contest.work(), contestant.who()));
                var ratios = new ArrayList<String>();
                if (contest.hasFloor() && !own.equals(floor)) {
                    ratios.add(String.format(Locale.ROOT, "%.2f of the floor", ratio(own, floor)));
                }
                if (contestant.who().equals("here")) {
                    contest.contestants().stream()
                            .map(Contestant::who)
                            .filter(who -> who.startsWith(AxonStore.NAME))
                            .forEach(who -> ratios.add(String.format(
                                    Locale.ROOT,
                                    "%.2f of %s",
                                    ratio(own, rates.get(new Place(contest.work(), who))),
                                    who)));
                }
                figures.add(
                        contest.work() + ": " + contestant.who(),
                        Stream.concat(
                                        Stream.of(String.format(
                                                Locale.ROOT, "%,.0f %s", Spread.median(own), contest.unit())),
                                        ratios.stream())
                                .collect(Collectors.joining(", ")),
                        "%s; median of %d rounds".formatted(contestant.how(), rounds));
            }
        }
    }

    /** The median of the ratios of each round. */
    private static double ratio(List<Double> rates, List<Double> to) {
        var ratios = new ArrayList<Double>();
        for (var round = 0; round < rates.size(); round++) {
            ratios.add(rates.get(round) / to.get(round));
        }
        return Spread.median(ratios);
    }

    /** The kernel's own way. */
    private record Here(
            Mutiny.SessionFactory sessions, Ledger<Referrals.Remind, Referrals.Referral, Referrals.Happened> ledger) {

        /** Begins deciding about the next event of so many cases in a transaction. */
        Throughput.Work deciding(int many) {
            return new Throughput.Work() {
                private List<UUID> cases = fresh(many);
                private int version;

                @Override
                public int piece() {
                    if (version++ == EVENTS_IN_A_CASE) {
                        cases = fresh(many);
                        version = 1;
                    }
                    decide(cases, 1);
                    return many;
                }
            };
        }

        /** Records cases to be read, and returns them. */
        List<UUID> fill(int many) {
            var cases = fresh(many);
            for (var from = 0; from < many; from += IN_A_TRANSACTION) {
                decide(cases.subList(from, Math.min(many, from + IN_A_TRANSACTION)), EVENTS_IN_A_CASE);
            }
            return cases;
        }

        /** Begins reading cases and folding them. */
        Throughput.Work reading(List<UUID> cases) {
            return new Throughput.Work() {
                private int from;

                @Override
                public int piece() {
                    var some = cases.subList(from, Math.min(cases.size(), from + IN_A_TRANSACTION));
                    from = (from + IN_A_TRANSACTION) % cases.size();
                    return sessions
                            .withStatelessSession(session -> ledger.current(session, some))
                            .await()
                            .indefinitely()
                            .values()
                            .stream()
                            .mapToInt(read -> read.state().reminders())
                            .sum();
                }
            };
        }

        private static List<UUID> fresh(int many) {
            return Stream.generate(UUID::randomUUID).limit(many).toList();
        }

        private void decide(List<UUID> cases, int events) {
            sessions.withStatelessTransaction((session, _) -> ledger.decide(session, cases, docket -> {
                        var now = ledger.now();
                        for (var caseId : cases) {
                            for (var event = 0; event < events; event++) {
                                docket.decide(new Order<>(
                                        caseId,
                                        new Referrals.Remind(now),
                                        new Cause(Actor.system(Referrals.SERVICE), now, caseId, null, null)));
                            }
                        }
                        return cases;
                    }))
                    .await()
                    .indefinitely();
        }
    }
}
