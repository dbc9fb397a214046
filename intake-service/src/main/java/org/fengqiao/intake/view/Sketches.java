package org.fengqiao.intake.view;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.DisputeSketch;
import org.fengqiao.intake.model.DisputeSketch.PartySketch;
import org.fengqiao.intake.model.DisputeSketch.Side;
import org.fengqiao.intake.model.RepeatRules;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.value.Place;

/** The outlines of accepted cases, kept to be found by what another case has in common with them. */
public final class Sketches {

    private static final String VALUES =
            "case_id, received_at, district, street, community, grid, category, parties," + " words, keys";

    // PostgreSQL knows no arrays of arrays: those of a row travel as text. The row of the case is locked, so that an
    // erasure that is under way is waited for, and then seen; one that comes later waits, and finds what is to go.
    private static final Statement WRITE = Statement.of("""
        insert into repeat_sketch (%s)
        select u.case_id, u.received_at, u.district, u.street, u.community, u.grid, u.category, u.parties,
          cast(u.words as bigint[]), cast(u.keys as bigint[])
        from unnest(cast(:case_id as uuid[]), cast(:received_at as timestamptz[]), cast(:district as text[]),
          cast(:street as text[]), cast(:community as text[]), cast(:grid as text[]), cast(:category as bigint[]),
          cast(:parties as text[]), cast(:words as text[]), cast(:keys as text[])) with ordinality as u (%s, place)
          join repeat_case c on c.case_id = u.case_id
        where not c.forgotten
        order by u.place for no key update of c
        on conflict (case_id) do nothing\
        """.formatted(VALUES, VALUES));

    private static final String FIND = """
        select s.case_id, s.received_at, s.district, s.street, s.community, s.grid, s.category, s.parties, s.words,
          g.case_id as goes_on
        from repeat_sketch s join repeat_case c on c.case_id = s.case_id
          join repeat_case g on g.case_id = coalesce(c.carried_by, c.case_id)
        where s.keys && cast(:keys as bigint[]) and s.received_at between :from and :to and s.case_id <> :case
          and g.case_id <> :case and g.status = 'ACCEPTED' and (g.closed_at is null or g.closed_at >= :back)%s
        order by s.received_at desc, s.case_id limit :most\
        """;

    private static final Statement FIND_ANYWHERE = Statement.of(FIND.formatted(""));

    private static final Statement FIND_WITHIN = Statement.of(
            FIND.formatted(" and " + Jurisdiction.cases("s.case_id") + " and " + Jurisdiction.cases("g.case_id")));

    /** Repeats of one dispute count as the case that carries them on. */
    private static final Statement FIND_EARLIER = Statement.of("""
        select s.case_id, s.received_at, s.district, s.street, s.community, s.grid, s.category, s.parties, s.words
        from repeat_sketch s join repeat_case c on c.case_id = s.case_id
        where s.keys && cast(:keys as bigint[]) and s.received_at between :from and :to and s.case_id <> :case
          and c.status = 'ACCEPTED' and c.carried_by is null
        order by s.received_at desc, s.case_id limit :most\
        """);

    private Sketches() {}

    /**
     * An earlier case that has something in common.
     *
     * @param sketch its outline
     * @param goesOn the case that carries it on: itself, unless it is a repeat
     */
    public record Similar(DisputeSketch sketch, UUID goesOn) {}

    /**
     * Keeps these outlines, but none of a case in which somebody was forgotten. Locks the rows of the cases in the
     * order of their ids, as recording an event does: nothing else that recording locks may be asked for in the same
     * transaction.
     */
    public static Uni<Void> keep(Mutiny.StatelessSession session, Collection<DisputeSketch> sketches) {
        if (sketches.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var all = sketches.stream()
                .sorted(Comparator.comparing(DisputeSketch::caseId))
                .toList();
        return WRITE.bind("case_id", all.stream().map(DisputeSketch::caseId).toArray(UUID[]::new))
                .bind(
                        "received_at",
                        all.stream()
                                .map(one -> one.receivedAt().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new))
                .bind("district", texts(all, one -> one.place().district()))
                .bind("street", texts(all, one -> one.place().street()))
                .bind("community", texts(all, one -> one.place().community()))
                .bind("grid", texts(all, one -> one.place().grid()))
                .bind("category", all.stream().map(DisputeSketch::category).toArray(Long[]::new))
                .bind("parties", texts(all, one -> parties(one.parties())))
                .bind("words", texts(all, one -> array(one.words())))
                .bind("keys", texts(all, one -> array(SearchKeys.kept(one))))
                .execute(session)
                .replaceWithVoid();
    }

    /**
     * Finds accepted cases that came in within the window of the rules, before or after, have something in common with
     * this one, and go on or can come back; the latest first.
     *
     * @param jurisdiction null for all cases, as a rule looks at them
     */
    public static Uni<List<Similar>> like(
            Mutiny.StatelessSession session,
            DisputeSketch sketch,
            RepeatRules.Version rules,
            @Nullable Jurisdiction jurisdiction) {
        return asking(sketch, rules, jurisdiction).list(session, Sketches::similar);
    }

    /** Returns how the database finds what a rule compares, line by line, with times; the search runs for it. */
    public static Uni<List<String>> plan(
            Mutiny.StatelessSession session, DisputeSketch sketch, RepeatRules.Version rules) {
        return asking(sketch, rules, null).plan(session);
    }

    private static Statement.Bound asking(
            DisputeSketch sketch, RepeatRules.Version rules, @Nullable Jurisdiction jurisdiction) {
        var window = Duration.ofDays(rules.windowDays());
        var from = sketch.receivedAt().minus(window);
        // Others that came in later are of interest to a person only; a rule links the later one.
        var to =
                jurisdiction == null ? sketch.receivedAt() : sketch.receivedAt().plus(window);
        var statement = (jurisdiction == null ? FIND_ANYWHERE : FIND_WITHIN)
                .bind("keys", SearchKeys.sought(sketch, from, to).toArray(Long[]::new))
                .bind("from", from)
                .bind("to", to)
                .bind("case", sketch.caseId())
                .bind("back", sketch.receivedAt().minus(Duration.ofDays(rules.comesBackWithinDays())))
                .bind("most", rules.mostCompared());
        return jurisdiction == null ? statement : jurisdiction.within(statement);
    }

    /** Finds accepted cases that came in before this one, within the rule's time, and may have people of it. */
    public static Uni<List<DisputeSketch>> withPeopleOf(
            Mutiny.StatelessSession session, DisputeSketch sketch, RepeatRules.Version rules) {
        var from = sketch.receivedAt().minus(Duration.ofDays(rules.returning().windowDays()));
        var keys = SearchKeys.soughtByPeople(sketch, from, sketch.receivedAt());
        return keys.isEmpty()
                ? Uni.createFrom().item(List.of())
                : FIND_EARLIER
                        .bind("keys", keys.toArray(Long[]::new))
                        .bind("from", from)
                        .bind("to", sketch.receivedAt())
                        .bind("case", sketch.caseId())
                        .bind("most", rules.mostCompared())
                        .list(session, Sketches::sketch);
    }

    private static Similar similar(Row row) {
        return new Similar(sketch(row), row.getUUID("goes_on"));
    }

    private static DisputeSketch sketch(Row row) {
        return new DisputeSketch(
                row.getUUID("case_id"),
                Rows.time(row, "received_at"),
                new Place(
                        row.getString("district"),
                        row.getString("street"),
                        row.getString("community"),
                        row.getString("grid"),
                        false),
                row.getLong("category"),
                parties(row.getString("parties")),
                new HashSet<>(Arrays.asList(row.getArrayOfLongs("words"))));
    }

    private interface Text {
        @Nullable
        String of(DisputeSketch sketch);
    }

    private static @Nullable String[] texts(List<DisputeSketch> sketches, Text text) {
        return sketches.stream().map(text::of).toArray(String[]::new);
    }

    private static String array(Collection<Long> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    /** Returns the parties as one text: side, name, number and phones, separated by commas; a line each. */
    private static String parties(List<PartySketch> parties) {
        return parties.stream()
                .map(party -> Stream.concat(
                                Stream.of(
                                        party.side().name(),
                                        Objects.toString(party.name(), ""),
                                        Objects.toString(party.idNumber(), "")),
                                party.phones().stream().map(String::valueOf))
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
    }

    private static List<PartySketch> parties(String text) {
        return text.lines()
                .map(line -> line.split(",", -1))
                .map(fields -> new PartySketch(
                        Side.valueOf(fields[0]),
                        number(fields[1]),
                        number(fields[2]),
                        Arrays.stream(fields)
                                .skip(3)
                                .map(Long::valueOf)
                                .collect(Collectors.toCollection(HashSet::new))))
                .toList();
    }

    private static @Nullable Long number(String text) {
        return text.isEmpty() ? null : Long.valueOf(text);
    }
}
