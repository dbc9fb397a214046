package org.fengqiao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The Java sources of all modules: lines fit on a screen, Javadoc says what something is or does, a text is filled in
 * whole, and what a start waits for is waited for before the first record is read.
 */
class SourcesTest {

    private static final Path CHECKOUT = Checkout.folder();
    private static final int LONGEST_LINE = 120;

    /** Row of a table of test data, which may be longer. */
    private static final Pattern ROW = Pattern.compile(".*\\S +\\| .*\\S +\\| .*");

    private static final Pattern QUESTION =
            Pattern.compile("/\\*\\*[\\s*]*(?:What|Who|Whose|Whether|How|Where|When|Which)\\b.*?\\*/", Pattern.DOTALL);
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

    /** Literal with a place to fill in, joined to the one that is filled in: a call binds closer than {@code +}. */
    private static final Pattern HALF_FILLED =
            Pattern.compile("%[ds][^\"\n]*\"\\s*\\+\\s*" + STRING + "\\s*\\.formatted\\(");

    /** Method that waits when the service starts, after records are read already. */
    private static final Pattern CONSTRAINT_OF_A_TYPE_ALONE =
            Pattern.compile("\\w\\.@(NotNull|NotBlank|NotEmpty|Size|Valid|Min|Max|Pattern|Positive|Ahead|FreeText)\\b");

    private static final Pattern WAITS_TOO_LATE =
            Pattern.compile("@Observes[ ]StartupEvent(?:(?!\n    }\n).)*?subscribeAndAwait", Pattern.DOTALL);

    private static final Pattern NULL_IN_A_LIST = Pattern.compile("List<@Vali[d]");

    private static final Pattern ARGUMENTS = Pattern.compile("\\([^()]*\\)");
    private static final Pattern TYPE =
            Pattern.compile("[^{};=/]*?\\b(?:class|interface|record|enum|package)\\s+\\w.*", Pattern.DOTALL);

    private static List<Path> sources;

    @BeforeAll
    static void findSources() throws IOException {
        sources = Checkout.files(".java");
        assertThat(sources).hasSizeGreaterThan(500);
    }

    @Test
    void everyLineFitsOnAScreen() {
        var tooLong = new ArrayList<String>();
        for (var source : sources) {
            var lines = Checkout.text(source).lines().toList();
            for (var number = 1; number <= lines.size(); number++) {
                var line = lines.get(number - 1);
                if (line.length() > LONGEST_LINE && !ROW.matcher(line).matches()) {
                    tooLong.add("%s:%d has %d characters".formatted(name(source), number, line.length()));
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    /** In tests only types are held to it: what a test shows may be told as it comes. */
    @Test
    void theJavadocBeginsWithANounOrAVerb() {
        var asking = new ArrayList<String>();
        for (var source : sources) {
            var text = Checkout.text(source);
            var comments = QUESTION.matcher(text);
            while (comments.find()) {
                if (isOfTheProduct(source) || declaresAType(text.substring(comments.end()))) {
                    var number = text.substring(0, comments.start()).lines().count() + 1;
                    asking.add("%s:%d: %s".formatted(name(source), number, comments.group()));
                }
            }
        }
        assertThat(asking).isEmpty();
    }

    @Test
    void aTextIsFilledInWhole() {
        assertThat(found(HALF_FILLED)).isEmpty();
    }

    /** A list in a body may hold null where nothing forbids it, and whoever reads it falls over that. */
    @Test
    void listsInBodiesHoldNoNull() {
        assertThat(found(NULL_IN_A_LIST))
                .filteredOn(place -> place.contains("/src/main/"))
                .isEmpty();
    }

    /** A constraint inside a qualified type holds the type alone: no value is checked, and no document tells of it. */
    @Test
    void aConstraintStandsBeforeItsWholeType() {
        assertThat(found(CONSTRAINT_OF_A_TYPE_ALONE)).isEmpty();
    }

    /** What is waited for is needed by records: whoever has no priority is told after the first are read. */
    @Test
    void whatAStartWaitsForIsThereBeforeTheFirstRecord() {
        assertThat(found(WAITS_TOO_LATE)).isEmpty();
    }

    private static List<String> found(Pattern pattern) {
        var places = new ArrayList<String>();
        for (var source : sources) {
            var text = Checkout.text(source);
            var found = pattern.matcher(text);
            while (found.find()) {
                places.add("%s:%d"
                        .formatted(
                                name(source),
                                text.substring(0, found.start()).lines().count()));
            }
        }
        return places;
    }

    private static boolean isOfTheProduct(Path source) {
        return source.toString().contains("/src/main/");
    }

    /** Returns true if the code behind a comment declares a type, its annotations left out of account. */
    private static boolean declaresAType(String code) {
        var plain = STRING.matcher(code).replaceAll("\"\"");
        for (var outer = ARGUMENTS.matcher(plain).replaceAll(""); !outer.equals(plain); ) {
            plain = outer;
            outer = ARGUMENTS.matcher(plain).replaceAll("");
        }
        return TYPE.matcher(plain).matches();
    }

    private static String name(Path source) {
        return CHECKOUT.relativize(source).toString();
    }
}
