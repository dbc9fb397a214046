package org.fengqiao.intake.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The form of GB/T 31000-2015 in which a province asks for records of disputes: its code tables, and what a record must
 * look like.
 *
 * @param version recorded with nothing, shown with every export
 * @param bases where each table is from, by its name here
 * @param summaryAtMost the largest number of characters of a summary
 * @param scales by how many people are in dispute, in ascending order; the last is open
 * @param sexes codes of GB/T 2261.1
 * @param ethnicities codes of GB/T 3304
 * @param educations codes of GB/T 4658
 * @param personKinds codes of kinds of residents
 * @param documentTypes codes of kinds of documents
 * @param methods by which means disputes are resolved, each by the outcomes that it leads to; another outcome resolves
 *     nothing
 * @param deadlines the rules by which a dispute is to be resolved in time
 * @param grades what an evaluation says, by its grade
 */
public record Gbt31000(
        String version,
        Map<String, Basis> bases,
        int summaryAtMost,
        List<Scale> scales,
        List<Code> sexes,
        List<Code> ethnicities,
        List<Code> educations,
        List<Code> personKinds,
        List<Code> documentTypes,
        List<Method> methods,
        List<String> deadlines,
        List<Code> grades) {

    /** The code of a citizen's identity card among the documents. */
    public static final String IDENTITY_CARD = "111";

    /** Names of what an export is measured against. */
    private static final List<String> TABLES = List.of(
            "summaryAtMost",
            "scales",
            "sexes",
            "ethnicities",
            "educations",
            "personKinds",
            "documentTypes",
            "methods",
            "deadlines",
            "grades");

    private static final BigDecimal EAST = new BigDecimal("136");
    private static final BigDecimal WEST = new BigDecimal("73");
    private static final BigDecimal NORTH = new BigDecimal("54");
    private static final BigDecimal SOUTH = new BigDecimal("3");

    /**
     * Checks that the tables are whole.
     *
     * @throws IllegalArgumentException that names what is wrong
     */
    public Gbt31000 {
        var origins = Map.copyOf(bases);
        bases = origins;
        scales = List.copyOf(scales);
        sexes = List.copyOf(sexes);
        ethnicities = List.copyOf(ethnicities);
        educations = List.copyOf(educations);
        personKinds = List.copyOf(personKinds);
        documentTypes = List.copyOf(documentTypes);
        methods = List.copyOf(methods);
        deadlines = List.copyOf(deadlines);
        grades = List.copyOf(grades);
        var problems = new ArrayList<String>();
        TABLES.stream()
                .filter(table -> !origins.containsKey(table))
                .forEach(table -> problems.add("nothing says where " + table + " are from"));
        origins.keySet().stream()
                .filter(table -> !TABLES.contains(table))
                .sorted()
                .forEach(table -> problems.add("there is no table " + table));
        origins.forEach((table, basis) -> {
            if (basis.origin() == Origin.READING && basis.verified()) {
                problems.add(table + " are a reading, which nothing verifies");
            }
        });
        for (var table : List.of(sexes, ethnicities, educations, personKinds, documentTypes, grades)) {
            var codes = new HashSet<String>();
            table.stream()
                    .filter(code -> !codes.add(code.code()))
                    .forEach(code -> problems.add(code + " is there twice"));
        }
        var outcomes = new HashSet<String>();
        methods.stream()
                .flatMap(method -> method.outcomes().stream())
                .filter(outcome -> !outcomes.add(outcome))
                .forEach(outcome -> problems.add(outcome + " is resolved in two ways"));
        var least = 0;
        for (var scale : scales) {
            if (scale.atMost() != null && scale.atMost() <= least) {
                problems.add("scale " + scale.code() + " is empty");
            }
            least = scale.atMost() == null ? Integer.MAX_VALUE : scale.atMost();
        }
        if (least != Integer.MAX_VALUE) {
            problems.add("the largest scale has an end");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("GB/T 31000: " + String.join("; ", problems));
        }
    }

    /** Origin of a table. */
    public enum Origin {
        /** The codes of a published standard. */
        STANDARD,
        /** Usage of public systems, since the text of the standard was not at hand. */
        PUBLIC_SYSTEMS,
        /** This centre's own reading, where nothing public says more. */
        READING
    }

    /**
     * Basis of a table.
     *
     * @param source the standard, or who uses it
     * @param verified whether it was compared with the text of the standard
     * @param note what of it is otherwise; null if nothing is
     */
    public record Basis(
            Origin origin,
            String source,
            boolean verified,
            @Nullable String note) {}

    /** Returns the tables that are this centre's own reading, by name. */
    public Set<String> readings() {
        return bases.entrySet().stream()
                .filter(one -> one.getValue().origin() == Origin.READING)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * A line of a code table.
     *
     * @param code as the standard has it
     * @param zh what it means
     */
    public record Code(String code, String zh) {}

    /**
     * A scale of disputes.
     *
     * @param code as the standard has it
     * @param zh what it means
     * @param atMost the largest number of people; null for the largest scale
     */
    public record Scale(String code, String zh, @Nullable Integer atMost) {}

    /**
     * A means by which disputes are resolved.
     *
     * @param code as the standard has it
     * @param zh what it means
     * @param outcomes with which it ends
     */
    public record Method(String code, String zh, List<String> outcomes) {
        public Method {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** Returns the means by which a case was resolved that ended so; empty if that resolves nothing. */
    public Optional<Method> methodOf(String outcome) {
        return methods.stream()
                .filter(method -> method.outcomes().contains(outcome))
                .findFirst();
    }

    /** Returns what an evaluation with this grade says; the grade itself if the form does not know it. */
    public String opinionOf(String grade) {
        return grades.stream()
                .filter(known -> known.code().equals(grade))
                .map(Code::zh)
                .findFirst()
                .orElse(grade);
    }

    /** Returns the code of the scale of a dispute between so many people. */
    public String scaleOf(int people) {
        return scales.stream()
                .filter(scale -> scale.atMost() == null || people <= scale.atMost())
                .findFirst()
                .orElseThrow()
                .code();
    }

    /** Code tables of what is told of a person. */
    public enum Table {
        SEX,
        ETHNICITY,
        EDUCATION,
        PERSON_KIND,
        DOCUMENT_TYPE
    }

    /** Returns whether the table has the code. */
    public boolean knows(Table table, String code) {
        return (switch (table) {
                    case SEX -> sexes;
                    case ETHNICITY -> ethnicities;
                    case EDUCATION -> educations;
                    case PERSON_KIND -> personKinds;
                    case DOCUMENT_TYPE -> documentTypes;
                })
                .stream().anyMatch(line -> line.code().equals(code));
    }

    /**
     * A record in the form of the standard, as much of it as the reader may see.
     *
     * @param name by which the dispute is called
     * @param date when it happened, or when it was registered if that is not known
     * @param scale 01, 02 or 03
     * @param type the category the channel believed in; null if none
     * @param people how many are in dispute
     * @param summary not longer than the standard allows
     * @param mainParty the first applicant
     * @param closedOn null if it was not closed
     * @param units what the units are called that had the case, in the order in which they got it
     * @param resolution what became of it
     */
    public record Dispute(
            String name,
            LocalDate date,
            String district,
            @Nullable String street,
            @Nullable String community,
            @Nullable String grid,
            @Nullable String address,
            @Nullable BigDecimal longitude,
            @Nullable BigDecimal latitude,
            String scale,
            @Nullable String type,
            int people,
            @Nullable String summary,
            MainParty mainParty,
            @Nullable LocalDate closedOn,
            List<String> units,
            Resolution resolution) {

        public Dispute {
            units = List.copyOf(units);
        }

        @Override
        public String toString() {
            return "Dispute[" + district + "]";
        }
    }

    /** The main party of a record, as much of it as the reader may see. */
    public record MainParty(
            @Nullable String name,
            @Nullable String documentType,
            @Nullable String documentNumber,
            @Nullable String sex,
            @Nullable String ethnicity,
            @Nullable String education,
            @Nullable String personKind,
            @Nullable String address) {

        @Override
        public String toString() {
            return "MainParty";
        }
    }

    /**
     * Resolution of a dispute, as far as it has come.
     *
     * @param dueOn the last day on which it was, or is, in time; null if no such time was set
     * @param method the code of the means; null if it is not resolved
     * @param organisation what the unit is called that resolved it, or is to; null if none has the case
     * @param person who took it up there, by their identifier; null if nobody has
     * @param success whether it is resolved; null if that is open, or is asked of another case
     * @param account how it ended, in words; null if it has not
     * @param evaluatedOn when it was evaluated; null if it was not
     * @param evaluation what the evaluation says; null if there was none
     */
    public record Resolution(
            @Nullable LocalDate dueOn,
            @Nullable String method,
            @Nullable String organisation,
            @Nullable String person,
            @Nullable Boolean success,
            @Nullable String account,
            @Nullable LocalDate evaluatedOn,
            @Nullable String evaluation) {}

    /**
     * Returns the fields in which a record is not in the form; empty if it is. What the reader may not see is no fault,
     * and neither is what nobody has to tell.
     */
    public List<String> faults(Dispute dispute) {
        var faults = new ArrayList<String>();
        require(!dispute.name().isBlank() && dispute.name().length() <= 100, "name", faults);
        require(!dispute.district().isBlank(), "district", faults);
        require(dispute.people() > 0, "people", faults);
        require(scales.stream().anyMatch(scale -> scale.code().equals(dispute.scale())), "scale", faults);
        require(dispute.people() < 1 || dispute.scale().equals(scaleOf(dispute.people())), "scale", faults);
        require(dispute.type() != null && !dispute.type().isBlank(), "type", faults);
        var summary = dispute.summary();
        require(summary == null || summary.codePointCount(0, summary.length()) <= summaryAtMost, "summary", faults);
        require((dispute.longitude() == null) == (dispute.latitude() == null), "longitude", faults);
        require(dispute.longitude() == null || isBetween(WEST, dispute.longitude(), EAST), "longitude", faults);
        require(dispute.latitude() == null || isBetween(SOUTH, dispute.latitude(), NORTH), "latitude", faults);
        require(dispute.closedOn() == null || !dispute.closedOn().isBefore(dispute.date()), "closedOn", faults);
        var resolution = dispute.resolution();
        var resolved = Boolean.TRUE.equals(resolution.success());
        require(!resolved || resolution.method() != null, "resolution.method", faults);
        require(!resolved || resolution.organisation() != null, "resolution.organisation", faults);
        require(!resolved || dispute.closedOn() != null, "closedOn", faults);
        require(
                (resolution.evaluatedOn() == null) == (resolution.evaluation() == null),
                "resolution.evaluation",
                faults);
        var party = dispute.mainParty();
        requireCode(Table.SEX, party.sex(), "mainParty.sex", faults);
        requireCode(Table.ETHNICITY, party.ethnicity(), "mainParty.ethnicity", faults);
        requireCode(Table.EDUCATION, party.education(), "mainParty.education", faults);
        requireCode(Table.PERSON_KIND, party.personKind(), "mainParty.personKind", faults);
        requireCode(Table.DOCUMENT_TYPE, party.documentType(), "mainParty.documentType", faults);
        return faults.stream().distinct().toList();
    }

    private static boolean isBetween(BigDecimal least, BigDecimal value, BigDecimal most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void require(boolean holds, String field, List<String> faults) {
        if (!holds) {
            faults.add(field);
        }
    }

    private void requireCode(Table table, @Nullable String code, String field, List<String> faults) {
        require(code == null || code.equals("[erased]") || knows(table, code), field, faults);
    }
}
