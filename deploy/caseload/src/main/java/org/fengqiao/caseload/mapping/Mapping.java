package org.fengqiao.caseload.mapping;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Period;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.Messages;

/**
 * Meaning of the rows of a log.
 *
 * @param log how the log is read
 * @param district where its disputes are said to be
 * @param lists values of which one is chosen
 * @param tables values that are looked up
 * @param activities the alternatives of each activity, in the order of the file
 * @param expected what the whole log holds; null if that is not known
 */
public record Mapping(
        Log log,
        String district,
        @Nullable Map<String, List<String>> lists,
        @Nullable Map<String, Map<String, String>> tables,
        LinkedHashMap<String, List<Alternative>> activities,
        @Nullable Expected expected) {

    public Mapping {
        lists = lists == null ? Map.of() : Map.copyOf(lists);
        tables = tables == null ? Map.of() : Map.copyOf(tables);
        activities = new LinkedHashMap<>(activities);
    }

    /** Formats of logs. */
    public enum Format {
        CSV,
        XES
    }

    /**
     * Reading of a log.
     *
     * @param name names the log in references and keys
     * @param title its full name
     * @param source where it is from; null if the file does not say
     * @param csv what is particular to its CSV; null if nothing is
     * @param caseId the column of the case
     * @param activity the column of the activity
     * @param order the column that tells rows of one time apart; null if there is none
     */
    public record Log(
            String name,
            String title,
            @Nullable String source,
            Format format,
            @Nullable Csv csv,

            @JsonProperty("case") String caseId,

            String activity,
            @Nullable String order,
            Time time) {}

    /**
     * Particulars of a CSV file.
     *
     * @param delimiter a comma if null
     * @param encoding UTF-8 if null
     * @param columns the names of the columns; null if the first row has them
     */
    public record Csv(
            @Nullable String delimiter,
            @Nullable String encoding,
            @Nullable List<String> columns) {

        /** Returns what separates two fields. */
        public char separator() {
            return delimiter == null ? ',' : delimiter.charAt(0);
        }

        /** Returns the encoding of the file. */
        public Charset charset() {
            return encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
        }
    }

    /**
     * Reading of times.
     *
     * @param zone where a time without a zone was written; the people's own if null
     * @param shift by how much every time is moved; not at all if null
     */
    public record Time(
            String column,
            List<String> forms,
            @Nullable String zone,
            @Nullable String shift) {

        /** Returns where a time without a zone was written. */
        public ZoneId place() {
            return zone == null ? Messages.ZONE : ZoneId.of(zone);
        }

        /** Returns by how much every time is moved. */
        public Period moved() {
            return shift == null ? Period.ZERO : Period.parse(shift);
        }
    }

    /**
     * One meaning of an activity.
     *
     * @param when where it applies; everywhere if null
     * @param acts what is done, each an act and its fields; null if the row is left out
     * @param leaveOut why the row is left out; null if something is done
     */
    public record Alternative(
            @Nullable When when,

            @JsonProperty("do") @Nullable List<Map<Act, ObjectNode>> acts,

            @Nullable String leaveOut) {}

    /** Condition under which an alternative applies: all that is said has to hold. */
    public record When(
            @Nullable List<Standing.Name> in,
            @Nullable Boolean first,
            @Nullable Boolean last,
            @Nullable String earlier,
            @Nullable String later,
            @Nullable Map<String, String> where) {}

    /** Content of the whole log, and the figures that come of it. */
    public record Expected(
            @Nullable Integer events,
            @Nullable Integer cases,
            @Nullable Map<String, Integer> rows,
            @Nullable List<Figure> figures) {

        public Expected {
            rows = rows == null ? Map.of() : Map.copyOf(rows);
            figures = figures == null ? List.of() : List.copyOf(figures);
        }
    }

    /**
     * A number of the analytics service that rows of the log come to.
     *
     * @param activity the activity whose played rows are counted; null if acts are
     * @param act the act that is counted; null if rows are
     * @param with titles of figures: only cases count that stand behind each of them, too
     * @param without titles of figures: only cases count that stand behind none of them
     * @param whole the number for the whole log; null if it is not said
     */
    public record Figure(
            String title,
            String metric,
            @Nullable Map<String, String> filters,
            Part part,
            Count count,
            @Nullable String activity,
            @Nullable Act act,
            @Nullable List<String> with,
            @Nullable List<String> without,
            @Nullable Integer whole) {

        public Figure {
            with = with == null ? List.of() : List.copyOf(with);
            without = without == null ? List.of() : List.copyOf(without);
            filters = filters == null ? Map.of() : Map.copyOf(filters);
        }
    }

    /** Parts of a metric. */
    public enum Part {
        NUMERATOR,
        DENOMINATOR
    }

    /** Ways to count a part. */
    public enum Count {
        TIMES,
        CASES,
        CASES_MORE_THAN_ONCE
    }
}
