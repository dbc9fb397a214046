package org.fengqiao.routing.view;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.routing.model.Units;

/**
 * Check over the database that no open case falls between two stools: one unit holds it or a consultation does, a clock
 * runs until somebody works on it, and it stands in an inbox; likewise each duty of the units beside the lead. The
 * model's tests say that this holds; what is found here is a bug, a restored table or a unit that is no longer there.
 */
public final class CustodyCheck {

    private static final UUID FIRST = new UUID(0, 0);

    /** Ways in which custody has a hole. */
    public enum Hole {
        /** No unit holds it, no worker of the unit that claimed it is known, and no consultation holds it. */
        HELD_BY_NOBODY,
        /** The unit that holds it is none of the units. */
        NO_SUCH_UNIT,
        /** Nobody works on it, and no clock runs that would send it on. */
        NO_CLOCK,
        /** Somebody has to act, and it stands in no inbox of theirs. */
        IN_NO_INBOX,
        /** A unit beside the lead has a duty, nobody has it in hand, and no clock runs that would send it on. */
        DUTY_WITHOUT_CLOCK,
        /** A duty waits for somebody, and stands in no inbox of theirs, or is in the hands of nobody. */
        DUTY_IN_NO_INBOX,
        /** The lists show an earlier state than the record of the case has. */
        LISTS_ARE_OLD
    }

    /** The open cases with their holes; a condition on the place and a cursor can follow. */
    private static final String HOLES = """
            from custody c cross join lateral (values
              ('HELD_BY_NOBODY', case c.status
                when 'TRIAGED' then not exists (
                  select from consultation_open o where o.case_id = c.case_id and o.holds_case)
                when 'CLAIMED' then c.unit is null or c.worker is null
                else c.unit is null end),
              ('NO_SUCH_UNIT', c.status <> 'TRIAGED' and c.unit <> all(:units) or exists (
                select from duty_owed o where o.case_id = c.case_id and o.status = 'ASSIGNED'
                  and o.unit <> all(:units))),
              ('NO_CLOCK', c.status <> 'CLAIMED' and not exists (
                select from deadline d where d.case_id = c.case_id and d.next_at is not null and case c.status
                  when 'ASSIGNED' then d.name = 'claim-' || c.custody or d.rule = 'dispatch'
                  else d.name like 'consultation-%' end)),
              ('IN_NO_INBOX', c.status <> 'CLAIMED' and not exists (
                select from inbox i where i.case_id = c.case_id and case c.status
                  when 'ASSIGNED' then i.act = 'CLAIM' and i.recipient = c.unit
                  else i.act = 'CONCLUDE' end)),
              ('DUTY_WITHOUT_CLOCK', exists (
                select from duty_owed o where o.case_id = c.case_id and o.status <> 'CLAIMED' and not exists (
                  select from deadline d where d.case_id = o.case_id and d.next_at is not null
                    and d.rule = 'duty-claim' and d.name like 'duty-claim-' || o.duty || '-%'))),
              ('DUTY_IN_NO_INBOX', exists (
                select from duty_owed o where o.case_id = c.case_id and not exists (
                  select from inbox i where i.case_id = o.case_id and i.number = o.duty and case o.status
                    when 'ASSIGNED' then i.act = 'TAKE_UP' and i.recipient = o.unit
                    when 'CLAIMED' then i.act = 'CARRY_OUT' and i.recipient = '@' || o.worker
                    else i.act = 'NAME_SUPPORT' end))),
              ('LISTS_ARE_OLD', c.version is distinct from (
                select max(e.version) from event e where e.case_id = c.case_id))
              ) h (hole, found)
            where c.status in ('TRIAGED', 'ASSIGNED', 'CLAIMED') and h.found\
            """;

    private static final Statement LIST = Statement.of("select c.case_id, c.status, c.custody, c.unit, c.worker,"
            + " c.district, c.street, array_agg(h.hole order by h.hole) as holes "
            + HOLES
            + " and c.case_id > :after and "
            + Jurisdiction.cases("c.case_id")
            + " group by c.case_id order by c.case_id limit :count");

    private static final Statement COUNT = Statement.of("select count(distinct c.case_id) as cases " + HOLES);

    private CustodyCheck() {}

    /**
     * An open case whose custody has a hole.
     *
     * @param custody how often it was assigned
     * @param unit who should hold it; null if nobody does
     * @param worker who claimed it; null if nobody has
     * @param street null if not known
     */
    public record Offending(
            UUID caseId,
            List<Hole> holes,
            CaseStatus status,
            int custody,
            @Nullable String unit,
            @Nullable String worker,
            String district,
            @Nullable String street) {

        public Offending {
            holes = List.copyOf(holes);
        }

        private static Offending of(Row row) {
            return new Offending(
                    row.getUUID("case_id"),
                    Stream.of(row.getArrayOfStrings("holes")).map(Hole::valueOf).toList(),
                    CaseStatus.valueOf(row.getString("status")),
                    row.getInteger("custody"),
                    row.getString("unit"),
                    row.getString("worker"),
                    row.getString("district"),
                    row.getString("street"));
        }
    }

    /**
     * Reads a page of the offending cases, in the order of their ids.
     *
     * @throws org.fengqiao.kernel.web.Problem.Thrown 400 if the cursor is not one of the list
     */
    public static Uni<Page<Offending>> read(
            Mutiny.StatelessSession session, Units units, Jurisdiction within, Page.Request page) {
        return within.within(LIST.bound()
                        .bindTexts("units", ids(units))
                        .bind("after", page.after(FIRST, UUID::fromString))
                        .bind("count", page.fetch()))
                .list(session, Offending::of)
                .map(read -> Page.of(read, page, Offending::caseId));
    }

    /** Returns the first offending cases of the whole city, in the order of their ids. */
    public static Uni<List<Offending>> first(Mutiny.StatelessSession session, Units units, int most) {
        return Jurisdiction.EVERYWHERE
                .within(LIST.bound()
                        .bindTexts("units", ids(units))
                        .bind("after", FIRST)
                        .bind("count", most))
                .list(session, Offending::of);
    }

    /** Counts the offending cases. */
    public static Uni<Long> count(Mutiny.StatelessSession session, Units units) {
        return COUNT.bound()
                .bindTexts("units", ids(units))
                .first(session, row -> row.getLong("cases"))
                .map(Objects::requireNonNull);
    }

    private static List<String> ids(Units units) {
        return units.units().stream().map(unit -> unit.id()).toList();
    }
}
