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
 * The Java sources of all modules: lines fit on a screen, a type's Javadoc says what the type is, and a text is
 * filled in whole.
 */
class SourcesTest {

    private static final Path CHECKOUT = Checkout.folder();
    private static final int LONGEST_LINE = 120;

    /** Row of a table of test data, which may be longer. */
    private static final Pattern ROW = Pattern.compile(".*\\S +\\| .*\\S +\\| .*");

    private static final Pattern QUESTION =
            Pattern.compile("/\\*\\*[\\s*]*(?:What|Who|Whether|How)\\b.*?\\*/", Pattern.DOTALL);
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

    /** Literal with a place to fill in, joined to the one that is filled in: a call binds closer than {@code +}. */
    private static final Pattern HALF_FILLED =
            Pattern.compile("%[ds][^\"\n]*\"\\s*\\+\\s*" + STRING + "\\s*\\.formatted\\(");

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

    @Test
    void theJavadocOfATypeBeginsWithANoun() {
        var asking = new ArrayList<String>();
        for (var source : sources) {
            var text = Checkout.text(source);
            var comments = QUESTION.matcher(text);
            while (comments.find()) {
                if (declaresAType(text.substring(comments.end()))) {
                    var number = text.substring(0, comments.start()).lines().count() + 1;
                    asking.add("%s:%d: %s".formatted(name(source), number, comments.group()));
                }
            }
        }
        assertThat(asking).isEmpty();
    }

    @Test
    void aTextIsFilledInWhole() {
        var halves = new ArrayList<String>();
        for (var source : sources) {
            var text = Checkout.text(source);
            var joined = HALF_FILLED.matcher(text);
            while (joined.find()) {
                halves.add("%s:%d".formatted(name(source), text.substring(0, joined.start()).lines().count()));
            }
        }
        assertThat(halves).isEmpty();
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
