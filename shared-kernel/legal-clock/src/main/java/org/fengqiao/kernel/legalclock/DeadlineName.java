package org.fengqiao.kernel.legalclock;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The name of a deadline, unique within its case: a kind, and the numbers that tell deadlines of one kind apart, if
 * there can be several. In JSON, in tables and in paths it is the text {@code kind-number-number}, such as {@code
 * acknowledgement}, {@code claim-2} or {@code revisit-made-1-3}. Names are ordered by that text.
 */
public final class DeadlineName implements Comparable<DeadlineName> {

    /**
     * Each text has one name: a number is at most nine digits long and has no leading zero, and all else is part of the
     * kind.
     */
    private static final Pattern TEXT = Pattern.compile("(.*?)((?:-(?:0|[1-9][0-9]{0,8}))*)", Pattern.DOTALL);

    private final String text;
    private final String kind;
    private final List<Integer> numbers;

    private DeadlineName(String text, String kind, List<Integer> numbers) {
        this.text = text;
        this.kind = kind;
        this.numbers = numbers;
    }

    /**
     * Returns the name of a deadline of that kind.
     *
     * @param numbers each from 0 to 999999999; none if a case has only one deadline of the kind
     * @throws IllegalArgumentException if a number is out of range, or the kind ends in a number itself
     */
    public static DeadlineName of(String kind, int... numbers) {
        var text = Arrays.stream(numbers).mapToObj(number -> "-" + number).collect(Collectors.joining("", kind, ""));
        var name = parse(text);
        if (!name.kind.equals(kind)) {
            throw new IllegalArgumentException(text + " is not the name of a deadline of the kind " + kind);
        }
        return name;
    }

    /** Returns the name with that text. Every text is a name, even if no deadline has it. */
    @JsonCreator
    public static DeadlineName parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalStateException("the form of a name matches every text");
        }
        var numbers = Pattern.compile("-")
                .splitAsStream(parts.group(2))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .toList();
        return new DeadlineName(text, parts.group(1), numbers);
    }

    /** Returns the kind, such as {@code claim}. */
    public String kind() {
        return kind;
    }

    /** Returns the numbers, in the order in which they stand in the text; empty if the name is just a kind. */
    public List<Integer> numbers() {
        return numbers;
    }

    /**
     * Returns the number of a name that has exactly one.
     *
     * @throws IllegalStateException if it has none or several
     */
    public int number() {
        if (numbers.size() != 1) {
            throw new IllegalStateException("the name " + text + " has " + numbers.size() + " numbers and not one");
        }
        return numbers.getFirst();
    }

    /** Returns the text, such as {@code claim-2}. */
    @JsonValue
    public String text() {
        return text;
    }

    @Override
    public int compareTo(DeadlineName other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeadlineName name && text.equals(name.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
