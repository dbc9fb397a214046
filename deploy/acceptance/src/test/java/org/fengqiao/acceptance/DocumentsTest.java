package org.fengqiao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages of the repository: what they point to is there. */
class DocumentsTest {

    private static final Path CHECKOUT = Checkout.folder();

    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```(\\w*)\\n(.*?)^ *```");
    private static final Pattern FENCED_LINES = Pattern.compile("(?ms)^ *```\\w*\\n(.*?)^ *```");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
    private static final Pattern NAMED_PATH =
            Pattern.compile("`((?:deploy|docs|shared-kernel|[a-z]+-service)/[\\w./-]*)(?: [^`]*)?`");
    private static final Pattern DIAGRAM = Pattern.compile("(flowchart|sequenceDiagram|stateDiagram-v2)\\b.*");

    private static List<Path> pages;

    @BeforeAll
    static void findPages() throws IOException {
        pages = Checkout.files(".md");
        assertThat(pages).hasSizeGreaterThan(30);
    }

    @Test
    void everyLinkWithinTheRepositoryLeadsSomewhere() {
        var dead = new ArrayList<String>();
        for (var page : pages) {
            for (var link : all(LINK, prose(page))) {
                if (!link.contains("://") && !link.startsWith("mailto:") && !leadsSomewhere(page, link)) {
                    dead.add(CHECKOUT.relativize(page) + ": " + link);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String link) {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** Returns the anchors that GitHub makes of the headings: lower case, without punctuation, spaces as hyphens. */
    private static Set<String> anchors(Path page) {
        return all(HEADING, prose(page)).stream()
                .map(heading -> heading.toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void everyPathThatIsNamedIsThere() {
        var missing = new ArrayList<String>();
        for (var page : pages) {
            for (var path : all(NAMED_PATH, prose(page))) {
                if (!Files.exists(CHECKOUT.resolve(path))) {
                    missing.add(CHECKOUT.relativize(page) + ": " + path);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /** A page that a merge has emptied has no title. */
    @Test
    void everyPageHasATitle() {
        assertThat(pages)
                .allSatisfy(page -> assertThat(Checkout.text(page))
                        .as(CHECKOUT.relativize(page).toString())
                        .startsWith("# "));
    }

    @Test
    void theFirstPageNamesItsTwoCommands() {
        var commands = all(FENCED_LINES, Checkout.text(CHECKOUT.resolve("README.md"))).stream()
                .flatMap(String::lines)
                .toList();
        assertThat(commands)
                .anySatisfy(line -> assertThat(line).startsWith("deploy/up "))
                .anySatisfy(line -> assertThat(line).startsWith("./mvnw verify "));
    }

    @Test
    void everyDiagramSaysWhatItIsAndShowsSomething() {
        var diagrams = pages.stream()
                .flatMap(page -> FENCED.matcher(Checkout.text(page)).results())
                .filter(block -> block.group(1).equals("mermaid"))
                .map(block ->
                        block.group(2).lines().filter(line -> !line.isBlank()).toList())
                .toList();
        assertThat(diagrams).hasSizeGreaterThan(5).allSatisfy(lines -> {
            assertThat(lines).hasSizeGreaterThan(2);
            assertThat(lines.getFirst()).matches(DIAGRAM);
        });
    }

    @Test
    void everyDecisionIsInTheIndex() throws IOException {
        var folder = CHECKOUT.resolve("docs/decisions");
        try (var files = Files.list(folder)) {
            assertThat(all(LINK, prose(folder.resolve("README.md"))))
                    .containsExactlyElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> !name.equals("README.md"))
                                    .sorted()
                                    .toList());
        }
    }

    @Test
    void everyModuleThatIsRunOrReadHasAPageOfItsOwn() {
        assertThat(Stream.of("intake", "routing", "mediation", "petition", "analytics")
                        .map(service -> service + "-service/README.md"))
                .allSatisfy(page -> assertThat(CHECKOUT.resolve(page)).exists());
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** The page without its blocks of code. */
    private static String prose(Path page) {
        return FENCED.matcher(Checkout.text(page)).replaceAll("");
    }
}
