package org.fengqiao.routing.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.routing.model.Classification;
import org.fengqiao.routing.model.Lexicon;
import org.fengqiao.routing.model.RiskGround;
import org.fengqiao.routing.model.Signal;
import org.fengqiao.routing.model.TriageTable;

/**
 * A triage table as it is tried and proposed; {@code GET /triage/table} answers one in this form.
 *
 * @param effectiveFrom when it comes into force
 */
public record TableBody(
        @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
        String version,

        @NotNull @Ahead(years = 10) Instant effectiveFrom,
        @NotNull @Valid ClassificationPart classification,
        @Nullable @Size(max = 50) List<@NotNull @Valid GroundPart> grounds,
        @NotEmpty @Size(max = 200) List<@NotNull @Valid RulePart> first,
        @NotEmpty @Size(max = 200) List<@NotNull @Valid RulePart> again) {

    /** Rules by which words tell the category. */
    public record ClassificationPart(
            @NotBlank @Size(max = 64) String lexicon,
            @NotNull @DecimalMin("0") @DecimalMax("1000") BigDecimal floor,
            @NotNull @DecimalMin("0") @DecimalMax("1000") BigDecimal margin,
            @NotBlank @Size(max = 64) String undecided,
            @Nullable @Size(max = 500) List<@NotNull @Valid ChangePart> changes) {

        Classification part() {
            return new Classification(
                    lexicon,
                    floor,
                    margin,
                    undecided,
                    changes == null
                            ? List.of()
                            : changes.stream().map(ChangePart::part).toList());
        }
    }

    /** Another weight for some words of a category. */
    public record ChangePart(
            @NotBlank @Size(max = 64) String category,
            @NotNull @DecimalMin("-100") @DecimalMax("100") BigDecimal weight,
            @NotEmpty @Size(max = 500) List<@NotBlank @Size(max = 20) String> words) {

        Lexicon.Change part() {
            return new Lexicon.Change(category, weight, words);
        }
    }

    /** A ground of risk. */
    public record GroundPart(
            @NotBlank @Size(max = 64) String code,
            @NotBlank @Size(max = 100) String zh,
            @NotBlank @Size(max = 100) String en,
            @Nullable @Size(max = 200) String article,
            @Nullable @Size(max = 2000) String quote,
            @Nullable @Valid NotePart note,
            @Nullable @Size(max = 50) List<@NotNull @Valid SignalPart> signals,
            @Nullable @Valid ConditionPart when,
            @NotNull @Valid EntailedPart entails) {

        RiskGround part() {
            return new RiskGround(
                    code,
                    zh,
                    en,
                    article,
                    quote,
                    note == null ? null : note.part(),
                    signals == null
                            ? List.of()
                            : signals.stream().map(SignalPart::part).toList(),
                    when == null ? null : when.part(),
                    entails.part());
        }
    }

    /** The reading of a law, in both languages. */
    public record NotePart(
            @NotBlank @Size(max = 2000) String zh,
            @NotBlank @Size(max = 2000) String en) {

        Bilingual part() {
            return new Bilingual(zh, en);
        }
    }

    /** Words that tell of something, unless others stand near them. */
    public record SignalPart(
            @NotEmpty @Size(max = 500) List<@NotBlank @Size(max = 20) String> words,
            @Nullable @Size(max = 500) List<@NotBlank @Size(max = 20) String> unless,
            @Nullable @Min(0) @Max(2000) Integer within) {

        Signal part() {
            return new Signal(words, unless == null ? List.of() : unless, within);
        }
    }

    /** Consequences of a ground of risk. */
    public record EntailedPart(
            @Nullable @Size(max = 10) List<@NotBlank @Size(max = 64) String> alert,
            @Nullable Boolean noJointSession,
            @Nullable Boolean consultation) {

        RiskGround.Entailed part() {
            return new RiskGround.Entailed(
                    alert == null ? List.of() : alert,
                    Boolean.TRUE.equals(noJointSession),
                    Boolean.TRUE.equals(consultation));
        }
    }

    /** A line of the table. */
    public record RulePart(
            @NotBlank @Size(max = 100) String rule,
            @Nullable @Valid ConditionPart when,
            @NotNull @Valid ResultPart then) {

        TriageTable.Rule part() {
            return new TriageTable.Rule(rule, when == null ? null : when.part(), then.part());
        }
    }

    /** Result of a line. */
    public record ResultPart(
            @Nullable @Size(max = 64) String complexity,
            @Nullable @Size(max = 64) String risk,
            @Nullable @Size(max = 64) String path) {

        TriageTable.Result part() {
            return new TriageTable.Result(complexity, risk, path);
        }
    }

    /** Conditions of a line; each that is given must hold. */
    public record ConditionPart(
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 64) String> categories,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 64) String> complexities,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 64) String> channels,
            @Nullable @Valid SignalPart told,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 64) String> grounds,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 64) String> causes,
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 64) String> previousPaths,
            @Nullable Boolean hinted,

            @Nullable @DecimalMin("0") @DecimalMax("1000000000000")
            BigDecimal amountAtMost,

            @Nullable @DecimalMin("0") @DecimalMax("1000000000000")
            BigDecimal amountOver,

            @Nullable @Min(1) Integer groupSizeAtLeast,
            @Nullable @Min(1) Integer applicantsAtLeast,
            @Nullable @Min(1) Integer respondentsAtLeast,
            @Nullable @Min(1) Integer repeatsAtLeast,
            @Nullable @Valid HoursPart hours) {

        TriageTable.Condition part() {
            return new TriageTable.Condition(
                    categories,
                    complexities,
                    channels,
                    told == null ? null : told.part(),
                    grounds,
                    causes,
                    previousPaths,
                    hinted,
                    amountAtMost,
                    amountOver,
                    groupSizeAtLeast,
                    applicantsAtLeast,
                    respondentsAtLeast,
                    repeatsAtLeast,
                    hours == null ? null : hours.part());
        }
    }

    /** A time of the day, in China. */
    public record HoursPart(
            @NotNull @Pattern(regexp = TIME) String from,
            @NotNull @Pattern(regexp = TIME) String to) {

        private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?";

        TriageTable.Hours part() {
            return new TriageTable.Hours(LocalTime.parse(from), LocalTime.parse(to));
        }
    }

    /** Returns the table; whether it makes sense is for the rules to say. */
    public TriageTable table() {
        return new TriageTable(
                version,
                effectiveFrom,
                classification.part(),
                grounds == null
                        ? List.of()
                        : grounds.stream().map(GroundPart::part).toList(),
                first.stream().map(RulePart::part).toList(),
                again.stream().map(RulePart::part).toList());
    }
}
