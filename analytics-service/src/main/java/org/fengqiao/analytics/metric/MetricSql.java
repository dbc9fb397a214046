package org.fengqiao.analytics.metric;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.metric.Counting.EndedBy;
import org.fengqiao.analytics.metric.Counting.FromChannels;
import org.fengqiao.analytics.metric.Counting.MetInTime;
import org.fengqiao.analytics.metric.Counting.SharedOut;
import org.fengqiao.analytics.metric.Counting.ThatFellDue;
import org.fengqiao.analytics.metric.Counting.ThatReached;
import org.fengqiao.analytics.metric.Counting.TimeTo;
import org.fengqiao.analytics.metric.Counting.WithValue;
import org.fengqiao.analytics.model.MilestoneKind;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;

/**
 * A question as SQL over the milestones. Everything that comes from a caller is a parameter; the text is made of this
 * program's own words only.
 *
 * <p>Every question has the same heart, {@code counted}: the milestones of the denominator, each with its case's
 * profile, whether it is in the numerator and the event that says so.
 */
public final class MetricSql {

    /**
     * A statement and its parameters.
     *
     * @param text with named parameters
     * @param parameters text, a list of texts as an array, or a number
     */
    public record Statement(String text, Map<String, Object> parameters) {}

    /** Evidence of a page goes on after this one. */
    public record After(UUID caseId, long position, String subject) {

        /** Returns the place of what was counted. */
        public static After of(Evidence counted) {
            return new After(counted.caseId(), counted.position(), counted.subject());
        }

        /** Returns the place of what made a difference. */
        public static After of(Restatement.Change change) {
            return new After(change.caseId(), change.position(), change.subject());
        }

        /**
         * Returns the place of this text.
         *
         * @throws IllegalArgumentException if it is none
         */
        public static After parse(String text) {
            var parts = text.split(" ", 3);
            if (parts.length < 3) {
                throw new IllegalArgumentException("not the key of a row");
            }
            return new After(UUID.fromString(parts[0]), Long.parseLong(parts[1]), parts[2]);
        }

        /** The key of a row: the case, the position and the subject. */
        @Override
        public String toString() {
            return caseId + " " + position + " " + subject;
        }
    }

    private static final String ZONED = "(m.occurred_at at time zone 'Asia/Shanghai')";

    private static final List<String> PERCENTILES = List.of("0.5", "0.9");

    private final Question question;
    private final Set<String> rights;
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    private MetricSql(Question question, Set<String> rights) {
        this.question = question;
        this.rights = rights;
    }

    /**
     * Rows of {@code dimensions…, numerator, denominator}; for {@link SharedOut} the dimension shared over comes after
     * the others, the numerator is its count and the denominator is 0; for {@link TimeTo} the stage comes after them;
     * for it and {@link EndedBy} p50 and p90 in seconds stand at the end.
     *
     * @param rights the rules whose deadlines are rights, not duties
     * @param limit how many rows at most
     */
    public static Statement rows(Question question, Set<String> rights, int limit) {
        return new MetricSql(question, rights).rows(limit);
    }

    /**
     * Rows of {@code case id, position, subject, value, event, answering event}, ordered by the first three.
     *
     * @param rights the rules whose deadlines are rights, not duties
     */
    public static Statement evidence(
            Question question, Set<String> rights, Part part, @Nullable After after, int limit) {
        return new MetricSql(question, rights).evidence(part, after, limit);
    }

    /**
     * Rows of {@code case id, position, subject, then, now, event, answering event}, ordered by the first three: what
     * counts otherwise without {@code asOf} than with it. Then and now are null if it is not counted, and say else
     * whether it is in the numerator.
     *
     * @param question as it was asked then
     * @param rights the rules whose deadlines are rights, not duties
     */
    public static Statement changes(Question question, Set<String> rights, @Nullable After after, int limit) {
        return new MetricSql(question, rights).changes(after, limit);
    }

    /**
     * A statement that keeps what is counted as the cases behind a bulletin. The key of each is that of its row.
     *
     * @param rights the rules whose deadlines are rights, not duties
     */
    public static Statement keep(Question question, Set<String> rights, UUID bulletin) {
        return new MetricSql(question, rights).keep(bulletin);
    }

    /**
     * Rows of {@code from, to, times, cases, p50, p90}, the last two in seconds; {@code from} is null where cases began
     * and {@code to} where they stand.
     *
     * @param question whose denominator are the cases
     */
    public static Statement arrows(Question question) {
        return new MetricSql(question, Set.of()).arrows();
    }

    /**
     * Rows of {@code case id, position, seconds} behind one arrow, by case and position.
     *
     * @param from null for where cases began
     * @param to null for where they stand
     */
    public static Statement followed(
            Question question,
            @Nullable MilestoneKind from,
            @Nullable MilestoneKind to,
            @Nullable After after,
            int limit) {
        return new MetricSql(question, Set.of()).followed(from, to, after, limit);
    }

    private Statement arrows() {
        var text = new StringBuilder(ways()).append("select a, b, count(*), count(distinct case_id)");
        for (var share : PERCENTILES) {
            text.append(", extract(epoch from percentile_cont(")
                    .append(share)
                    .append(") within group (order by took))");
        }
        text.append(", (select count(distinct case_id) from counted) from ways group by a, b");
        return new Statement(text.toString(), parameters);
    }

    private Statement followed(
            @Nullable MilestoneKind from, @Nullable MilestoneKind to, @Nullable After after, int limit) {
        var text = new StringBuilder(ways())
                .append("select case_id, position, extract(epoch from took) from ways where a ")
                .append(from == null ? "is null" : "= '" + from + "'")
                .append(" and b ")
                .append(to == null ? "is null" : "= '" + to + "'");
        if (after != null) {
            text.append(" and (case_id, position) > (cast(cast(:afterCase as text) as uuid),"
                    + " cast(:afterPosition as bigint))");
            parameters.put("afterCase", after.caseId().toString());
            parameters.put("afterPosition", after.position());
        }
        text.append(" order by case_id, position limit :limit");
        parameters.put("limit", limit);
        return new Statement(text.toString(), parameters);
    }

    /**
     * Returns the steps of the cases that are counted, each with the one before it. What was undone later happened all
     * the same: a way is what was known, not what still holds.
     */
    private String ways() {
        return "with counted as (" + counted(List.of())
                + "),\nsteps as (select distinct n.case_id, n.position, n.kind, n.occurred_at from milestone n"
                + " where n.kind in (" + literals(ProcessMap.STEPS) + ")" + known("n", false)
                + " and n.case_id in (select case_id from counted)),\n"
                + "followed as (select case_id, position, kind, occurred_at,"
                + " lag(kind) over w as before, lag(occurred_at) over w as since, lead(kind) over w as next"
                + " from steps window w as (partition by case_id order by position, kind)),\n"
                + "ways as (select case_id, position, before as a, kind as b, occurred_at - since as took from followed"
                + " union all select case_id, position, kind, null, null from followed where next is null)\n";
    }

    private Statement keep(UUID bulletin) {
        var keys = question.groupBy().stream().map(this::expression).toList();
        var key = keys.isEmpty()
                ? "'" + MetricRow.TOTAL + "'"
                : "concat_ws('" + MetricRow.BETWEEN_VALUES + "', "
                        + IntStream.range(0, keys.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "))
                        + ")";
        var text = "insert into bulletin_case (bulletin_id, metric, row_key, case_id, position, subject, value, hit,"
                + " event_id, answer_id)\nwith counted as (" + counted(keys)
                + ")\nselect cast(cast(:bulletin as text) as uuid), cast(:metric as text), " + key
                + ", case_id, position, subject, value, coalesce(hit, false), event_id, cast(answer as uuid)"
                + " from counted";
        parameters.put("bulletin", bulletin.toString());
        parameters.put("metric", question.metric().name());
        return new Statement(text, parameters);
    }

    private Statement rows(int limit) {
        var keys = question.groupBy().stream().map(this::expression).toList();
        var text = new StringBuilder("with counted as (").append(counted(keys)).append(")\n");
        var names =
                IntStream.range(0, keys.size()).mapToObj(i -> "k" + i).collect(Collectors.toCollection(ArrayList::new));
        var select = new ArrayList<>(names);
        switch (question.metric().counting()) {
            case WithValue _, FromChannels _, ThatReached _, ThatFellDue _, MetInTime _ -> {
                select.add("count(*) filter (where hit)");
                select.add("count(*)");
                text.append("select ").append(String.join(", ", select)).append(" from counted");
            }
            case EndedBy _ -> {
                select.add("count(*) filter (where hit)");
                select.add("count(*)");
                for (var share : PERCENTILES) {
                    select.add("extract(epoch from percentile_cont(" + share + ") within group (order by took))");
                }
                text.append("select ").append(String.join(", ", select)).append(" from counted");
            }
            case SharedOut _ -> {
                names.add("shared");
                select.add("shared");
                select.add("count(*)");
                select.add("0");
                text.append("select ").append(String.join(", ", select)).append(" from counted");
            }
            case TimeTo(var counted, var stages) -> {
                names.add("s.stage");
                select.add("s.stage");
                select.add("count(r.first_at)");
                select.add("count(*)");
                for (var share : PERCENTILES) {
                    select.add("extract(epoch from percentile_cont(" + share
                            + ") within group (order by r.first_at - c.occurred_at))");
                }
                text.append("select ")
                        .append(String.join(", ", select))
                        .append(" from counted c cross join unnest(array[")
                        .append(literals(stages))
                        .append("]) s (stage) left join (select n.case_id, n.kind, min(n.occurred_at) as first_at"
                                + " from milestone n where n.kind in (")
                        .append(literals(stages))
                        .append(")")
                        .append(known("n", false))
                        // Else a month would read what every case there ever was has reached.
                        .append(" and n.case_id in (select case_id from counted)")
                        .append(" group by n.case_id, n.kind) r on r.case_id = c.case_id and r.kind = s.stage");
            }
        }
        if (!names.isEmpty()) {
            var by = String.join(", ", names);
            text.append(" group by ").append(by).append(" order by ").append(by);
        }
        text.append(" limit :limit");
        parameters.put("limit", limit);
        return new Statement(text.toString(), parameters);
    }

    private Statement evidence(Part part, @Nullable After after, int limit) {
        var where = new ArrayList<String>();
        switch (part) {
            case NUMERATOR -> where.add("hit");
            case REMAINDER -> where.add("hit is not true");
            case DENOMINATOR -> {
                // All that are counted.
            }
        }
        if (after != null) {
            where.add(behind(after));
        }
        var text = "with counted as (" + counted(List.of())
                + ")\nselect case_id, position, subject, value, event_id, answer from counted"
                + (where.isEmpty() ? "" : " where " + String.join(" and ", where))
                + " order by case_id, position, subject limit :limit";
        parameters.put("limit", limit);
        return new Statement(text, parameters);
    }

    private Statement changes(@Nullable After after, int limit) {
        var now = new MetricSql(question.withAllThatIsKnown(), rights);
        var text = new StringBuilder("with was as (")
                .append(counted(List.of()))
                .append("),\nis_now as (")
                .append(now.counted(List.of()))
                .append("),\nchanged as (select coalesce(n.case_id, w.case_id) as case_id,")
                .append(" coalesce(n.position, w.position) as position, coalesce(n.subject, w.subject) as subject,")
                .append(" case when w.case_id is not null then coalesce(w.hit, false) end as then_hit,")
                .append(" case when n.case_id is not null then coalesce(n.hit, false) end as now_hit,")
                .append(" coalesce(n.event_id, w.event_id) as event_id, coalesce(cast(n.answer as uuid),")
                .append(" cast(w.answer as uuid)) as answer")
                .append(" from was w full join is_now n on n.case_id = w.case_id and n.position = w.position")
                .append(" and n.subject = w.subject)\n")
                .append("select case_id, position, subject, then_hit, now_hit, event_id, answer from changed")
                .append(" where then_hit is distinct from now_hit");
        parameters.putAll(now.parameters);
        if (after != null) {
            text.append(" and ").append(behind(after));
        }
        text.append(" order by case_id, position, subject limit :limit");
        parameters.put("limit", limit);
        return new Statement(text.toString(), parameters);
    }

    /** Returns the condition that a row comes behind a place. */
    private String behind(After after) {
        parameters.put("afterCase", after.caseId().toString());
        parameters.put("afterPosition", after.position());
        parameters.put("afterSubject", after.subject());
        return "(case_id, position, subject) > (cast(cast(:afterCase as text) as uuid),"
                + " cast(:afterPosition as bigint), cast(:afterSubject as text))";
    }

    /** Returns the heart of every question. */
    private String counted(List<String> keys) {
        var counting = question.metric().counting();
        var text = new StringBuilder("select m.case_id, m.position, m.subject, m.value, m.event_id, m.occurred_at");
        for (var i = 0; i < keys.size(); i++) {
            text.append(", ").append(keys.get(i)).append(" as k").append(i);
        }
        var join = "";
        switch (counting) {
            case WithValue(var _, var values) -> {
                text.append(", m.value in (").append(texts(values)).append(") as hit, null as answer");
            }
            case FromChannels(var _, var channels) -> {
                text.append(", p.channel in (").append(texts(channels)).append(") as hit, null as answer");
            }
            case ThatReached(var _, var reached, var match) -> {
                text.append(", n.case_id is not null as hit, n.event_id as answer");
                join = answeredBy(reached, match);
            }
            case EndedBy(var _, var end) -> {
                text.append(", n.case_id is not null as hit, n.event_id as answer,"
                        + " n.occurred_at - m.occurred_at as took");
                join = answeredBy(end, Counting.Match.SAME_SUBJECT);
            }
            case ThatFellDue(var _, var fulfilled) -> {
                text.append(", n.case_id is not null as hit, n.event_id as answer");
                join = answeredBy(fulfilled, Counting.Match.SAME_SUBJECT);
            }
            case MetInTime(var met, var _, var _) -> {
                text.append(", m.kind = '").append(met).append("' as hit, null as answer");
            }
            case SharedOut(var _, var over, var _) -> {
                text.append(", ").append(expression(over)).append(" as shared, true as hit, null as answer");
            }
            case TimeTo(var _, var stages) -> {
                var stage = question.filters().get(Dimension.STAGE);
                if (stage == null) {
                    text.append(", false as hit, null as answer");
                } else {
                    text.append(", n.case_id is not null as hit, n.event_id as answer");
                    join = " left join (select distinct on (n.case_id) n.case_id, n.event_id from milestone n"
                            + " where n.kind in ("
                            + literals(stages) + ") and n.kind = any(:stage)" + known("n", false)
                            + " order by n.case_id, n.occurred_at, n.position) n on n.case_id = m.case_id";
                    parameters.put("stage", stage.toArray(String[]::new));
                }
            }
        }
        text.append(" from milestone m join case_profile p on p.case_id = m.case_id")
                .append(known("p", true));
        text.append(join);
        text.append(" where ").append(which(counting)).append(known("m", true));
        if (counting instanceof ThatFellDue) {
            text.append(" and m.occurred_at <= ")
                    .append(instant(question.asOf() == null ? "dueNow" : "due", question.dueUntil()));
        }
        if (question.from() != null) {
            text.append(" and m.occurred_at >= ").append(instant("from", question.from()));
        }
        if (question.to() != null) {
            text.append(" and m.occurred_at < ").append(instant("to", question.to()));
        }
        if (!question.jurisdiction().isOfAllPlaces()) {
            text.append(" and ").append(Jurisdiction.places("p"));
            parameters.putAll(question.jurisdiction().ofPlaces());
        }
        question.filters().forEach((dimension, values) -> {
            if (dimension != Dimension.STAGE) {
                text.append(" and ")
                        .append(expression(dimension))
                        .append(" = any(:")
                        .append(dimension.parameter())
                        .append(")");
                parameters.put(dimension.parameter(), values.toArray(String[]::new));
            }
        });
        return text.toString();
    }

    /** Returns the milestones of the denominator. */
    private String which(Counting counting) {
        return switch (counting) {
            case WithValue _, FromChannels _, ThatReached _, EndedBy _, ThatFellDue _, SharedOut _, TimeTo _ ->
                "m.kind = '" + counting.counted() + "'";
            case MetInTime(var met, var missed, var rules) -> {
                parameters.put("rights", rights.toArray(String[]::new));
                var ofRules = rules.isEmpty() ? "" : " and m.value in (" + texts(rules) + ")";
                // Names of deadlines may be used again after their end: only what was done before the due and told
                // after the breach is about the same one.
                yield "m.kind in ('" + met + "', '" + missed + "') and m.value <> all(:rights)" + ofRules
                        + " and (m.kind = '" + met
                        + "' or not exists (select 1 from milestone n where n.case_id = m.case_id and n.kind = '" + met
                        + "' and n.subject = m.subject and n.position > m.position and n.occurred_at < m.occurred_at"
                        + known("n", false) + "))";
            }
        };
    }

    private String answeredBy(MilestoneKind kind, Counting.Match match) {
        return " left join milestone n on n.case_id = m.case_id and n.kind = '" + kind + "'"
                + switch (match) {
                    case HOLDING -> known("n", true);
                    case FIRST -> " and n.subject = '1'" + known("n", false);
                    case SAME_SUBJECT -> " and n.subject = m.subject" + known("n", true);
                };
    }

    /** Returns whether it was known at the time asked for and, if that matters, whether it still held then. */
    private String known(String alias, boolean holding) {
        if (question.asOf() == null) {
            return holding ? " and " + alias + ".known_to = 'infinity'" : "";
        }
        var at = instant("asOf", question.asOf());
        return " and " + alias + ".known_from <= " + at + (holding ? " and " + alias + ".known_to > " + at : "");
    }

    private String instant(String name, Instant instant) {
        parameters.put(name, instant.toString());
        return "cast(cast(:" + name + " as text) as timestamptz)";
    }

    private String expression(Dimension dimension) {
        return switch (dimension) {
            case DISTRICT, STREET, COMMUNITY, GRID, CHANNEL, LAYER, CATEGORY, PATH ->
                "coalesce(p." + dimension.parameter() + ", '" + Question.UNKNOWN + "')";
            case UNIT -> unit(question.metric().counting());
            case RULE, FAULT, GRADE, DEBT -> "m.value";
            case STAGE -> throw new IllegalArgumentException("a stage is a row, not a property of a case");
            case DAY -> "to_char(" + ZONED + ", 'YYYY-MM-DD')";
            case WEEK -> "to_char(" + ZONED + ", 'IYYY-\"W\"IW')";
            case MONTH -> "to_char(" + ZONED + ", 'YYYY-MM')";
            case QUARTER -> "to_char(" + ZONED + ", 'YYYY-\"Q\"Q')";
            case YEAR -> "to_char(" + ZONED + ", 'YYYY')";
        };
    }

    private static String unit(Counting counting) {
        return switch (counting) {
            case WithValue _, FromChannels _, ThatReached _, ThatFellDue _, SharedOut _, TimeTo _ ->
                "coalesce(m.unit, p.unit, '" + Question.UNKNOWN + "')";
            // Whoever gets the case later has no part in what ended before.
            case MetInTime _, EndedBy _ -> "coalesce(m.unit, '" + Question.UNKNOWN + "')";
        };
    }

    private static String literals(List<MilestoneKind> kinds) {
        return texts(kinds.stream().map(MilestoneKind::name).toList());
    }

    /** Returns the codes as a list of SQL literals; only for this program's own codes. */
    private static String texts(List<String> codes) {
        return codes.stream().map(code -> "'" + code + "'").collect(Collectors.joining(", "));
    }
}
