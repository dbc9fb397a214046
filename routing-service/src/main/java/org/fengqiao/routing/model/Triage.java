package org.fengqiao.routing.model;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.routing.model.RelapseRules.Comeback;

/**
 * The judgement on a case, and why.
 *
 * @param category a code of the table's categories
 * @param complexity whether one unit can handle it
 * @param risk how likely it is to get worse
 * @param path where it goes
 * @param rule the rule that matched, or {@link #BY_A_PERSON}
 * @param ruleVersion the version of the table in force
 * @param because why the rule matched, one reason a line, without personal data
 * @param finding how the category was found; missing if a person said it, or before this was recorded
 * @param grounds the grounds of risk that are known
 */
public record Triage(
        String category,
        Complexity complexity,
        Risk risk,
        Path path,
        String rule,
        String ruleVersion,
        List<String> because,
        @Nullable CategoryFinding finding,
        List<RiskGround.Noted> grounds) {

    /** The rule name recorded when a person overruled the table. */
    public static final String BY_A_PERSON = "overruled-by-a-person";

    public Triage {
        because = List.copyOf(because);
        grounds = List.copyOf(grounds);
    }

    /** Returns whether a person has yet to say what the case is about. */
    public boolean isUndecided() {
        return finding != null && finding.isOpen();
    }

    /** Returns whether a ground of risk keeps the parties out of one session. */
    public boolean allowsNoJointSession() {
        return grounds.stream().anyMatch(ground -> ground.entails().noJointSession());
    }

    /** Returns whether a ground of risk asks for a consultation. */
    public boolean asksForAConsultation() {
        return grounds.stream().anyMatch(ground -> ground.entails().consultation());
    }

    boolean has(String ground) {
        return grounds.stream().anyMatch(noted -> noted.code().equals(ground));
    }

    /** Returns the same judgement with these grounds of risk known. */
    Triage with(List<RiskGround.Noted> known) {
        return new Triage(category, complexity, risk, path, rule, ruleVersion, because, finding, known);
    }

    /** Returns the same judgement, but for the path and its reason, which follow from how the case had ended. */
    Triage comingBack(Comeback line, Outcome ended) {
        return new Triage(
                category,
                complexity,
                risk,
                line.path(),
                line.rule(),
                ruleVersion,
                Stream.concat(
                                because.stream(),
                                Stream.of("it had ended as " + ended, line.remedy() + ": " + line.source()))
                        .toList(),
                finding,
                grounds);
    }

    /** Returns whether both say the same of the case, for whatever reasons. */
    boolean saysTheSameAs(Triage other) {
        return category.equals(other.category)
                && complexity == other.complexity
                && risk == other.risk
                && path == other.path
                && isUndecided() == other.isUndecided();
    }
}
