package org.fengqiao.routing.view;

import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Columns;
import org.fengqiao.kernel.sql.RecordColumns;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.Units;
import org.fengqiao.routing.view.Waiting.Act;
import org.fengqiao.routing.view.Waiting.Why;

/**
 * Inboxes of units and people (待办): what waits for each of them, written with the events it shows; what is due first is
 * in front, what no clock waits for comes last.
 *
 * <p>A page is read from one index ({@code inbox_due}) and stops at its last row; place and filters are looked at in
 * the rows themselves. Somebody's own inbox is that of the unit and that of the person, each read so and then merged.
 */
public final class InboxList implements CaseView<RoutingCase> {

    /** Due time by which rows are sorted that no clock waits for. */
    static final Instant NO_CLOCK = Instant.parse("9999-12-31T00:00:00Z");

    /** Span by which urgent rows are sorted earlier: before all others, and in the order of their own clocks. */
    private static final Duration HEAD_START = Duration.ofDays(365_250);

    /** The place of what is urgent and has no clock: before all that is not urgent. */
    private static final Instant URGENT_WITHOUT_CLOCK = Instant.parse("1900-01-01T00:00:00Z");

    private static final Columns<Written> WAITS = Columns.of(
            "waits",
            uuid("case_id", Written::caseId),
            text("recipient", written -> written.item().recipient()),
            constant("why", written -> written.item().why()),
            integer("number", written -> written.item().number()),
            constant("act", written -> written.item().why().act()),
            text("rule", Written::rule),
            time("due_at", Written::dueAt),
            time("sort_at", Written::sortAt),
            integer("ordinal", Written::ordinal),
            text("district", written -> written.place().district()),
            text("street", written -> written.place().street()),
            text("community", written -> written.place().community()));

    private static final Statement WRITE = Statement.of("""
            with waits as (select * from %1$s),
            gone as (
              delete from inbox i where i.case_id = any(:changed) and not exists (
                select from waits w where w.case_id = i.case_id and w.recipient = i.recipient and w.why = i.why
                  and w.number = i.number))
            insert into inbox (%2$s) select %2$s from waits on conflict (case_id, recipient, why, number) do update set
              rule = excluded.rule, due_at = excluded.due_at, sort_at = excluded.sort_at, ordinal = excluded.ordinal,
              district = excluded.district, street = excluded.street, community = excluded.community
            where (inbox.rule, inbox.sort_at, inbox.ordinal, inbox.district, inbox.street, inbox.community)
              is distinct from (excluded.rule, excluded.sort_at, excluded.ordinal, excluded.district, excluded.street,
                excluded.community)\
            """.formatted(WAITS.table(), WAITS.names()));

    private static final RecordColumns<InboxRow> ROW = RecordColumns.of(InboxRow.class);

    private static final String ONE_INBOX = """
            (select %s from inbox
             where recipient = :%s and (sort_at, case_id, ordinal) > (:startAt, :startCase, :startOrdinal)
               and (cardinality(cast(:acts as text[])) = 0 or act = any(:acts))
               and (cast(:dueBefore as timestamptz) is null or sort_at < :dueBefore and due_at < :dueBefore) and %s
             order by sort_at, case_id, ordinal limit :count)""";

    private static final Statement READ = Statement.of(inboxOf("first"));

    private static final Statement READ_BOTH = Statement.of("select * from (" + inboxOf("first") + " union all "
            + inboxOf("second") + ") both_of_them order by sort_at, case_id, ordinal limit :count");

    private static final Statement COUNT = Statement.of("""
            select recipient, act, count(*) as waiting, count(*) filter (where due_at <= :now) as overdue,
              min(due_at) as earliest
            from inbox where recipient = any(:recipients) and %s group by recipient, act order by recipient, act\
            """.formatted(Jurisdiction.places("inbox")));

    /** A row of the future is one of a database that was restored into another: nobody is told of it as new. */
    private static final Statement NEW = Statement.of("""
            select count(*) as arrived, cast(pg_current_snapshot() as text) as seen from inbox
            where recipient = any(:recipients)
              and arrived_in >= pg_snapshot_xmin(cast(cast(:since as text) as pg_snapshot))
              and not pg_visible_in_snapshot(arrived_in, cast(cast(:since as text) as pg_snapshot))
              and arrived_in < pg_snapshot_xmax(pg_current_snapshot()) and %s\
            """.formatted(Jurisdiction.places("inbox")));

    private static final Statement NOW = Statement.of("select cast(pg_current_snapshot() as text) as seen");

    private final Supplier<Units> units;

    /** Creates the list for the cases of these units. */
    public InboxList(Supplier<Units> units) {
        this.units = units;
    }

    private static String inboxOf(String parameter) {
        return ONE_INBOX.formatted(ROW.names(), parameter, Jurisdiction.places("inbox"));
    }

    /**
     * Filter of inboxes.
     *
     * @param recipients one unit or person, or a person and the person's unit
     * @param acts empty for all
     * @param dueBefore null for all, also what no clock waits for
     */
    public record Filter(
            List<String> recipients,
            List<Act> acts,
            @Nullable Instant dueBefore) {

        /** @throws IllegalArgumentException if nobody or more than two are asked for */
        public Filter {
            recipients = List.copyOf(recipients);
            acts = List.copyOf(acts);
            if (recipients.isEmpty() || recipients.size() > 2) {
                throw new IllegalArgumentException("one inbox, or those of a person and the unit");
            }
        }
    }

    /**
     * Something that waits for somebody.
     *
     * @param rule the deadline rule; null if no clock runs
     * @param dueAt when it is, or was, due; null if no clock runs
     * @param sortAt its place in time
     * @param ordinal its place among what is due at the same time in the same case
     * @param street null if not known
     */
    public record InboxRow(
            UUID caseId,
            String recipient,
            Act act,
            Why why,
            Integer number,
            @Nullable String rule,
            @Nullable Instant dueAt,
            Instant sortAt,
            Integer ordinal,
            String district,
            @Nullable String street) {

        /** Returns whether it stands before all that is not urgent. */
        public boolean urgent() {
            return dueAt == null ? sortAt.isBefore(NO_CLOCK) : sortAt.isBefore(dueAt);
        }

        TimeCursor place() {
            return new TimeCursor(sortAt, caseId, ordinal);
        }
    }

    /**
     * Acts of one kind that wait for somebody.
     *
     * @param overdue how many of them are late
     * @param earliest when the first is, or was, due; null if no clock runs for any
     */
    public record InboxCount(
            String recipient,
            Act act,
            Long waiting,
            Long overdue,
            @Nullable Instant earliest) {}

    /**
     * Number of new items since somebody looked.
     *
     * @param arrived how much of it still waits
     * @param seen what this look saw
     */
    public record Arrivals(long arrived, InboxSight seen) {}

    /** Place of a case. */
    private record Where(
            String district,
            @Nullable String street,
            @Nullable String community) {}

    private record Written(UUID caseId, Waiting.Item item, Where place, boolean urgent) {

        @Nullable
        String rule() {
            return item.deadline() == null ? null : item.deadline().rule();
        }

        @Nullable
        Instant dueAt() {
            return item.deadline() == null ? null : item.deadline().dueAt();
        }

        Instant sortAt() {
            var dueAt = dueAt();
            return dueAt == null ? urgent ? URGENT_WITHOUT_CLOCK : NO_CLOCK : urgent ? dueAt.minus(HEAD_START) : dueAt;
        }

        /** Returns its place: unique within the case for each of the two inboxes that are read together. */
        int ordinal() {
            var ofAPerson = Waiting.personOf(item.recipient()) == null ? 0 : 1;
            return (item.number() * Why.values().length + item.why().ordinal()) * 2 + ofAPerson;
        }
    }

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("inbox").without("arrived_in"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<RoutingCase>> changed) {
        return WRITE.bindIds("changed", changed.stream().map(Changed::caseId).toList())
                .bind(WAITS, changed.stream().flatMap(this::rows).toList())
                .execute(session)
                .replaceWithVoid();
    }

    private Stream<Written> rows(Changed<RoutingCase> one) {
        return Waiting.in(one.state(), one.deadlines(), units.get()).stream()
                .map(item -> new Written(one.caseId(), item, placeOf(one.state(), item), isUrgent(one.state())));
    }

    /** Returns whether somebody had to know of the case at once: all that waits in it comes first. */
    private static boolean isUrgent(RoutingCase state) {
        if (state.oversight().supervision().urgencyOverdueSince().isPresent()) {
            return true;
        }
        return state.judged().stream()
                .flatMap(known -> known.dossier().triage().grounds().stream())
                .anyMatch(ground -> !ground.entails().alert().isEmpty());
    }

    private Where placeOf(RoutingCase state, Waiting.Item item) {
        return state.judged()
                .map(known -> known.dossier().place())
                .map(place -> place.outside()
                        ? new Where(Jurisdiction.WHOLE_CITY, null, null)
                        : new Where(place.district(), place.street(), place.community()))
                // A case that is late before it was judged is where the unit is that has to act.
                .orElseGet(() -> units.get()
                        .find(item.recipient())
                        .map(unit -> new Where(unit.district(), null, null))
                        .orElse(new Where(Jurisdiction.WHOLE_CITY, null, null)));
    }

    /**
     * Reads a page.
     *
     * @throws org.fengqiao.kernel.web.Problem.Thrown 400 if the cursor is not one of the list
     */
    public static Uni<Page<InboxRow>> read(
            Mutiny.StatelessSession session, Jurisdiction within, Filter filter, Page.Request page) {
        return reading(within, filter, page).list(session, ROW::read).map(rows -> Page.of(rows, page, InboxRow::place));
    }

    /**
     * Returns the statement by which a page is read, for whoever wants to know its plan.
     *
     * @throws org.fengqiao.kernel.web.Problem.Thrown 400 if the cursor is not one of the list
     */
    public static Statement.Bound reading(Jurisdiction within, Filter filter, Page.Request page) {
        var start = TimeCursor.after(page);
        var both = filter.recipients().size() == 2;
        var bound = placed(
                within,
                (both ? READ_BOTH : READ)
                        .bind("first", filter.recipients().getFirst())
                        .bind("startAt", start.time())
                        .bind("startCase", start.caseId())
                        .bind("startOrdinal", start.number())
                        .bindConstants("acts", filter.acts())
                        .bind("dueBefore", filter.dueBefore())
                        .bind("count", page.fetch()));
        return both ? bound.bind("second", filter.recipients().getLast()) : bound;
    }

    /** Counts what waits for each of these, by act. */
    public static Uni<List<InboxCount>> count(
            Mutiny.StatelessSession session, Jurisdiction within, List<String> recipients, Instant now) {
        return placed(within, COUNT.bound().bindTexts("recipients", recipients).bind("now", now))
                .list(session, RecordColumns.of(InboxCount.class)::read);
    }

    /** Returns what a look at the inboxes sees now, for {@link #arrivedSince}. */
    public static Uni<InboxSight> sight(Mutiny.StatelessSession session) {
        return NOW.bound().first(session, InboxList::seen).map(Objects::requireNonNull);
    }

    /** Counts what has come to these since somebody looked. */
    public static Uni<Arrivals> arrivedSince(
            Mutiny.StatelessSession session, Jurisdiction within, List<String> recipients, InboxSight since) {
        return placed(within, NEW.bound().bindTexts("recipients", recipients).bind("since", since.toString()))
                .first(session, row -> new Arrivals(row.getLong("arrived"), seen(row)))
                .map(Objects::requireNonNull);
    }

    private static InboxSight seen(Row row) {
        return InboxSight.parse(row.getString("seen"));
    }

    private static Statement.Bound placed(Jurisdiction within, Statement.Bound statement) {
        within.ofPlaces().forEach(statement::bind);
        return statement;
    }
}
