package org.fengqiao.analytics.hazard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.hazard.Bursts.Burst;
import org.fengqiao.analytics.hazard.HazardRules.Reason;
import org.fengqiao.analytics.hazard.HazardRules.RecordRules;
import org.fengqiao.analytics.hazard.HazardRules.Version;
import org.fengqiao.analytics.model.BatchFold;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.value.Bilingual;

/** Hidden trouble in the database, as it was known at a time; each item with the cases and events that made it one. */
@Singleton
public class Hazards {

    private static final Logger LOG = Logger.getLogger(Hazards.class);

    /** The most items that a list has. */
    public static final int MOST = 200;

    private static final String PROFILE =
            " join case_profile p on p.case_id = m.case_id" + " and p.known_from <= :asOf and p.known_to > :asOf ";

    private static final String IN_PLACE = " and " + Jurisdiction.places("p") + " ";

    private static final Statement COUNTED = Statement.of("""
        select coalesce(p.district, 'unknown') as district, p.street, p.grid, p.category,
          cast(floor(extract(epoch from cast(:asOf as timestamptz) - m.occurred_at) / cast(:seconds as bigint)) as int)
            as age,
          count(*) as cases
        from milestone m %s
        where m.kind = 'REGISTERED' and m.known_from <= :asOf and m.occurred_at <= :asOf and m.occurred_at > :since
          and p.category is not null %s
        group by 1, 2, 3, 4, 5\
        """.formatted(PROFILE, IN_PLACE));

    private static final Statement OF_BURSTS = Statement.of("""
        select b.number, m.case_id, m.event_id
        from unnest(cast(:districts as text[]), cast(:streets as text[]), cast(:grids as text[]),
            cast(:categories as text[])) with ordinality b (district, street, grid, category, number)
          join case_profile p on coalesce(p.district, 'unknown') = b.district and p.street = b.street
            and (b.grid is null or p.grid = b.grid) and p.category = b.category
            and p.known_from <= :asOf and p.known_to > :asOf
          join milestone m on m.case_id = p.case_id
        where m.kind = 'REGISTERED' and m.known_from <= :asOf and m.occurred_at <= :asOf
          and m.occurred_at > :since %s
        order by b.number, m.occurred_at, m.case_id\
        """.formatted(IN_PLACE));

    private static final Statement ESCALATING = Statement.of("""
        with open as (
          select m.case_id, m.occurred_at, p.district, p.street, p.grid, p.category, p.unit
          from milestone m %s
          where m.kind = 'ACCEPTED' and m.known_from <= :asOf %s
            and not exists (select 1 from milestone c where c.case_id = m.case_id and c.kind = 'CLOSED'
              and c.known_from <= :asOf and c.known_to > :asOf)),
        found as (
          select o.case_id, r.code, least(count(*) * r.points, r.most) as points,
            array_agg(n.event_id order by n.position) as events
          from open o join milestone n on n.case_id = o.case_id
            join unnest(cast(:codes as text[]), cast(:kinds as text[]), cast(:says as text[]),
              cast(:holdings as boolean[]), cast(:points as int[]), cast(:mosts as int[]))
              r (code, kind, says, holding, points, most) on r.kind = n.kind
          where n.kind = any(cast(:kinds as text[])) and n.known_from <= :asOf
            and (not r.holding or n.known_to > :asOf)
            and (r.says = '' or n.value = any(string_to_array(r.says, ' ')))
          group by o.case_id, r.code, r.points, r.most),
        first as (
          select case_id, cast(sum(points) as bigint) as total from found
          group by case_id having sum(points) >= cast(:least as bigint)
          order by total desc, case_id limit :most)
        select o.*, s.total, f.code, f.points, f.events
        from first s join open o on o.case_id = s.case_id join found f on f.case_id = s.case_id
        order by s.total desc, o.case_id, f.points desc, f.code\
        """.formatted(PROFILE, IN_PLACE));

    private static final Statement BULK = Statement.of("""
        with closing as (
          select m.case_id, m.event_id, coalesce(m.unit, p.unit, 'unknown') as unit, e.recorded_at
          from milestone m %s join recorded_event e on e.case_id = m.case_id and e.position = m.position
          where m.kind = 'CLOSED' and m.known_from <= :asOf and m.occurred_at > :since and m.occurred_at <= :asOf
            and m.value not in ('WITHDRAWN', 'MERGED') %s),
        begun as (
          select *, case when recorded_at - lag(recorded_at) over w <= make_interval(mins => cast(:gap as int))
            then 0 else 1 end as begins
          from closing window w as (partition by unit order by recorded_at, case_id)),
        run as (
          select *, sum(begins) over (partition by unit order by recorded_at, case_id) as number from begun)
        select unit, min(recorded_at) as since, max(recorded_at) as until, count(*) as found, count(*) as looked,
          array_agg(case_id order by recorded_at, case_id) as cases,
          array_agg(event_id order by recorded_at, case_id) as events
        from run group by unit, number having count(*) >= cast(:least as bigint)
        order by found desc, unit, since limit :most\
        """.formatted(PROFILE, IN_PLACE));

    private static final Statement EVE = Statement.of("""
        with met as (
          select m.case_id, m.event_id, coalesce(m.unit, 'unknown') as unit, m.occurred_at,
            d.due_at - m.occurred_at <= cast(:share as float8) * (d.due_at - d.started_at) as late
          from milestone m %s cross join lateral (
            select min(cast(cast(e.data as json) ->> 'startedAt' as timestamptz)) as started_at,
              (array_agg(cast(cast(e.data as json) ->> 'dueAt' as timestamptz) order by e.position desc))[1]
                as due_at
            from recorded_event e
            where e.case_id = m.case_id and e.position < m.position and e.service = split_part(m.subject, '/', 1)
              and e.type in ('fengqiao.' || e.service || '.deadline-set.v1',
                'fengqiao.' || e.service || '.deadline-resumed.v1',
                'fengqiao.' || e.service || '.deadline-extended.v1')
              and cast(e.data as json) ->> 'name' = substr(m.subject, strpos(m.subject, '/') + 1)) d
          where m.kind = 'DEADLINE_MET' and m.known_from <= :asOf and m.known_to > :asOf
            and m.occurred_at > :since and m.occurred_at <= :asOf
            and d.started_at is not null and d.due_at > d.started_at %s)
        select unit, min(occurred_at) as since, max(occurred_at) as until, count(*) filter (where late) as found,
          count(*) as looked,
          array_agg(case_id order by occurred_at, case_id) filter (where late) as cases,
          array_agg(event_id order by occurred_at, case_id) filter (where late) as events
        from met group by unit\
        """.formatted(PROFILE, IN_PLACE));

    private static final Statement MARKED = Statement.of("""
        select coalesce(p.unit, 'unknown') as unit, min(m.recorded_at) as since, max(m.recorded_at) as until,
          count(*) as found, count(*) as looked, g.ground,
          array_agg(m.case_id order by m.recorded_at, m.case_id) as cases,
          array_agg(m.event_id order by m.recorded_at, m.case_id) as events
        from recorded_event m %s
          cross join lateral json_array_elements_text(cast(m.data as json) -> 'grounds') g (ground)
        where m.type = 'fengqiao.mediation.revisit-marked.v1' and m.occurred_at > :since and m.occurred_at <= :asOf
          and m.known_at <= :asOf %s
        group by 1, g.ground having count(*) >= cast(:least as bigint)
        order by found desc, unit, g.ground limit :most\
        """.formatted(PROFILE, IN_PLACE));

    private final HazardRules rules = DataFile.read("hazards.yaml", HazardRules.class);

    /** Reads the rules at start, so that a faulty file keeps the service from starting. */
    @Startup
    void readRules() {
        LOG.debugf(
                "%d versions of the rules of hidden trouble", rules.versions().size());
    }

    /** Returns the version of the rules in force at a time; null before the first. */
    public @Nullable Version rules(Instant at) {
        return rules.on(at.atZone(BatchFold.ZONE).toLocalDate()).orElse(null);
    }

    /** An event of a case that is part of an item. */
    public record Trace(UUID caseId, UUID eventId) {}

    /** A burst, with the cases of the window. */
    public record BurstItem(
            String district,
            String street,
            @Nullable String grid,
            String category,
            long observed,
            double mean,
            int windows,
            double probability,
            List<Trace> cases) {
        public BurstItem {
            cases = List.copyOf(cases);
        }

        static BurstItem of(Burst burst, List<Trace> cases) {
            var cell = burst.cell();
            return new BurstItem(
                    cell.district(),
                    cell.street(),
                    cell.grid(),
                    cell.category(),
                    burst.observed(),
                    burst.mean(),
                    burst.windows(),
                    burst.probability(),
                    cases);
        }
    }

    /** Finds bursts up to a time. */
    public Uni<List<BurstItem>> bursts(
            Mutiny.StatelessSession session, Jurisdiction within, Version version, Instant asOf) {
        var rule = version.bursts();
        var window = Duration.ofDays(rule.days());
        return inPlace(COUNTED, within, asOf)
                .bind("since", asOf.minus(window.multipliedBy(rule.windows() + 1L)))
                .bind("seconds", window.toSeconds())
                .list(
                        session,
                        row -> new Bursts.Counted(
                                row.getString("district"),
                                row.getString("street"),
                                row.getString("grid"),
                                row.getString("category"),
                                row.getInteger("age"),
                                row.getLong("cases")))
                .map(counted -> Bursts.find(rule, counted).stream().limit(MOST).toList())
                .flatMap(found -> found.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : traces(session, within, asOf, asOf.minus(window), found));
    }

    private record Numbered(int number, Trace trace) {}

    private static Uni<List<BurstItem>> traces(
            Mutiny.StatelessSession session, Jurisdiction within, Instant asOf, Instant since, List<Burst> found) {
        var cells = found.stream().map(Burst::cell).toList();
        var grids = new ArrayList<@Nullable String>();
        cells.forEach(cell -> grids.add(cell.grid()));
        return inPlace(OF_BURSTS, within, asOf)
                .bind("since", since)
                .bindTexts(
                        "districts", cells.stream().map(Bursts.Cell::district).toList())
                .bindTexts("streets", cells.stream().map(Bursts.Cell::street).toList())
                .bindTexts("grids", grids)
                .bindTexts(
                        "categories", cells.stream().map(Bursts.Cell::category).toList())
                .list(
                        session,
                        row -> new Numbered(
                                row.getLong("number").intValue() - 1,
                                new Trace(row.getUUID("case_id"), row.getUUID("event_id"))))
                .map(read -> IntStream.range(0, found.size())
                        .mapToObj(number -> BurstItem.of(
                                found.get(number),
                                read.stream()
                                        .filter(one -> one.number() == number)
                                        .map(Numbered::trace)
                                        .toList()))
                        .toList());
    }

    /** A reason why a case is listed, with the events that are it. */
    public record ReasonFound(String code, Bilingual words, long points, List<UUID> events) {
        public ReasonFound {
            events = List.copyOf(events);
        }
    }

    /** An open case that is likely to escalate. */
    public record EscalatingCase(
            UUID caseId,
            @Nullable String district,
            @Nullable String street,
            @Nullable String grid,
            @Nullable String category,
            @Nullable String unit,
            Instant acceptedAt,
            long points,
            List<ReasonFound> reasons) {
        public EscalatingCase {
            reasons = List.copyOf(reasons);
        }

        private EscalatingCase with(EscalatingCase other) {
            var all = new ArrayList<>(reasons);
            all.addAll(other.reasons());
            return new EscalatingCase(caseId, district, street, grid, category, unit, acceptedAt, points, all);
        }
    }

    /** Finds open cases that are likely to escalate, those with the most points first: one more than {@link #MOST}. */
    public Uni<List<EscalatingCase>> escalating(
            Mutiny.StatelessSession session, Jurisdiction within, Version version, Instant asOf) {
        var reasons = version.escalation().reasons();
        var words = new LinkedHashMap<String, Bilingual>();
        reasons.forEach(reason -> words.put(reason.code(), reason.words()));
        return inPlace(ESCALATING, within, asOf)
                .bindTexts("codes", reasons.stream().map(Reason::code).toList())
                .bindConstants("kinds", reasons.stream().map(Reason::kind).toList())
                .bindTexts(
                        "says",
                        reasons.stream()
                                .map(reason -> String.join(" ", reason.values()))
                                .toList())
                .bind("holdings", reasons.stream().map(Reason::holding).toArray(Boolean[]::new))
                .bind("points", reasons.stream().map(Reason::points).toArray(Integer[]::new))
                .bind("mosts", reasons.stream().map(Reason::most).toArray(Integer[]::new))
                .bind("least", version.escalation().least())
                .bind("most", MOST + 1)
                .list(session, row -> escalating(row, words))
                .map(read -> {
                    var cases = new LinkedHashMap<UUID, EscalatingCase>();
                    read.forEach(one -> cases.merge(one.caseId(), one, EscalatingCase::with));
                    return List.copyOf(cases.values());
                });
    }

    private static EscalatingCase escalating(Row row, Map<String, Bilingual> words) {
        var code = row.getString("code");
        return new EscalatingCase(
                row.getUUID("case_id"),
                row.getString("district"),
                row.getString("street"),
                row.getString("grid"),
                row.getString("category"),
                row.getString("unit"),
                Rows.time(row, "occurred_at"),
                row.getLong("total"),
                List.of(new ReasonFound(
                        code,
                        Objects.requireNonNull(words.get(code)),
                        row.getLong("points"),
                        List.of(row.getArrayOfUUIDs("events")))));
    }

    /** Kinds of what looks wrong in how things were recorded. */
    public enum RecordKind {
        BULK_CLOSING,
        EVE_OF_DEADLINE,
        MARKED_ANSWERS
    }

    /**
     * Something that looks wrong in how things were recorded. It proves nothing.
     *
     * @param ground on which answers were marked; null for other kinds
     * @param found how many
     * @param looked of how many
     * @param expected how many of them are usual in all units; null where nothing is compared
     * @param probability that so many come by chance; null where nothing is compared
     */
    public record RecordItem(
            RecordKind kind,
            String unit,
            @Nullable String ground,
            Instant since,
            Instant until,
            long found,
            long looked,
            @Nullable Double expected,
            @Nullable Double probability,
            List<Trace> cases) {
        public RecordItem {
            cases = List.copyOf(cases);
        }

        private RecordItem against(double share) {
            return new RecordItem(
                    kind,
                    unit,
                    ground,
                    since,
                    until,
                    found,
                    looked,
                    looked * share,
                    Chance.ofSoManyHits(found, looked, share),
                    cases);
        }
    }

    /** Finds what looks wrong in how things were recorded. */
    public Uni<List<RecordItem>> records(
            Mutiny.StatelessSession session, Jurisdiction within, Version version, Instant asOf) {
        var rule = version.records();
        return looked(BULK, within, rule, asOf)
                .bind("gap", rule.bulk().gapMinutes())
                .bind("least", rule.bulk().least())
                .bind("most", MOST)
                .list(session, row -> item(RecordKind.BULK_CLOSING, null, row))
                .flatMap(bulk -> looked(EVE, within, rule, asOf)
                        .bind("share", rule.eve().lastShare())
                        .list(session, row -> item(RecordKind.EVE_OF_DEADLINE, null, row))
                        .map(met -> unusual(rule.eve(), met))
                        .flatMap(eve -> looked(MARKED, within, rule, asOf)
                                .bind("least", rule.marked().least())
                                .bind("most", MOST)
                                .list(session, row -> item(RecordKind.MARKED_ANSWERS, row.getString("ground"), row))
                                .map(marked -> Stream.of(bulk, eve, marked)
                                        .flatMap(List::stream)
                                        .toList())));
    }

    private static Statement.Bound looked(Statement statement, Jurisdiction within, RecordRules rule, Instant asOf) {
        return inPlace(statement, within, asOf).bind("since", asOf.minus(Duration.ofDays(rule.days())));
    }

    /** Returns the units that met more of their duties at the last moment than all do, the least likely one first. */
    static List<RecordItem> unusual(HazardRules.Eve rule, List<RecordItem> met) {
        var late = met.stream().mapToLong(RecordItem::found).sum();
        var all = met.stream().mapToLong(RecordItem::looked).sum();
        if (all == 0) {
            return List.of();
        }
        var looked = met.stream()
                .filter(one -> one.looked() >= rule.least())
                .map(one -> one.against((double) late / all))
                .toList();
        var limit = Chance.limit(
                looked.stream()
                        .map(one -> Objects.requireNonNull(one.probability()))
                        .toList(),
                rule.falseDiscoveries());
        return looked.stream()
                .filter(one -> Objects.requireNonNull(one.probability()) <= limit)
                .sorted(Comparator.comparing(RecordItem::probability))
                .limit(MOST)
                .toList();
    }

    private static RecordItem item(RecordKind kind, @Nullable String ground, Row row) {
        var cases = row.getArrayOfUUIDs("cases");
        var events = row.getArrayOfUUIDs("events");
        return new RecordItem(
                kind,
                row.getString("unit"),
                ground,
                Rows.time(row, "since"),
                Rows.time(row, "until"),
                row.getLong("found"),
                row.getLong("looked"),
                null,
                null,
                cases == null
                        ? List.of()
                        : IntStream.range(0, cases.length)
                                .mapToObj(at -> new Trace(cases[at], events[at]))
                                .toList());
    }

    private static Statement.Bound inPlace(Statement statement, Jurisdiction within, Instant asOf) {
        var bound = statement.bind("asOf", asOf);
        within.ofPlaces().forEach(bound::bind);
        return bound;
    }
}
