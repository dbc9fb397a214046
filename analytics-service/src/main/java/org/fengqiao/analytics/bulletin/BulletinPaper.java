package org.fengqiao.analytics.bulletin;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.bulletin.Bulletin.Change;
import org.fengqiao.analytics.bulletin.Bulletin.Correction;
import org.fengqiao.analytics.bulletin.BulletinRules.Section;
import org.fengqiao.analytics.bulletin.Table.Line;
import org.fengqiao.analytics.metric.Question;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.printing.PaperForms;
import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.kernel.value.Messages;

/**
 * Bulletin on paper: the figures as they were issued, in one language. The same bulletin gives the same page, whoever
 * asks for it and when.
 */
public final class BulletinPaper {

    /** Form in use; a changed one is a new file. */
    private static final String FORM = "bulletin.v1";

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final String NOTHING = "–";

    private static final int SECONDS_OF_A_DAY = 24 * 3600;
    private static final int SECONDS_OF_AN_HOUR = 3600;

    /** Languages in which a bulletin is printed. */
    public enum Language {
        ZH,
        EN;

        private String of(Bilingual words) {
            return switch (this) {
                case ZH -> words.zh();
                case EN -> words.en();
            };
        }
    }

    private static final Map<String, Set<String>> SENTENCES = Stream.concat(
                    Stream.of(
                            "issued",
                            "known",
                            "digest",
                            "cases",
                            "corrects",
                            "number",
                            "line",
                            "was",
                            "is",
                            "rank",
                            "numerator",
                            "denominator",
                            "value",
                            "p50",
                            "p90",
                            "usual",
                            "raised",
                            "nothing",
                            "total",
                            "unknown",
                            "length.days",
                            "length.hours",
                            "length.minutes"),
                    Arrays.stream(Section.values()).map(section -> "section." + section))
            .collect(Collectors.toMap(Function.identity(), BulletinPaper::placeholders));

    private static Set<String> placeholders(String sentence) {
        return switch (sentence) {
            case "issued" -> Set.of("edition", "from", "to", "at");
            case "known" -> Set.of("time");
            case "digest", "cases" -> Set.of("sha");
            case "corrects" -> Set.of("edition", "cause");
            case "length.days", "length.hours" -> Set.of("large", "small");
            case "length.minutes" -> Set.of("small");
            default -> Set.of();
        };
    }

    private static final Messages WORDS = Messages.read(BulletinPaper.class, "bulletins/words", SENTENCES);

    private final PaperForms forms = new PaperForms("bulletins");

    /** Names of codes, the same that the pages show. */
    private final Codes codes = DataFile.read("web/app/frame/words/codes.json", Codes.class);

    /** Codes as the file of the pages has them: by kind and code their names, Chinese first. */
    private static final class Codes extends TreeMap<String, Map<String, List<String>>> {
        private static final long serialVersionUID = 1;
    }

    /**
     * Returns the page of a bulletin, well-formed XHTML.
     *
     * @param digest SHA-256 of the bulletin as it is stored
     */
    public String page(Bulletin bulletin, String digest, Language language) {
        return new Filling(bulletin, language).page(forms.form(FORM), digest);
    }

    /** Section on paper. */
    public record PaperSection(String title, List<PaperTable> tables) {}

    /** Table on paper: its heads and lines, all of equal length. */
    public record PaperTable(String title, List<String> heads, List<List<String>> lines) {}

    /** Correction on paper. */
    public record PaperCorrection(String title, List<String> heads, List<List<String>> lines) {}

    /** Filling of the form with one bulletin. */
    private final class Filling {

        private final Bulletin bulletin;
        private final Language language;

        private Filling(Bulletin bulletin, Language language) {
            this.bulletin = bulletin;
            this.language = language;
        }

        private String page(PaperForms.Filling form, String digest) {
            var upTo = bulletin.knownUpTo().time();
            return form.with("language", language == Language.ZH ? "zh-CN" : "en")
                    .with("title", bulletin.district() + " " + language.of(bulletin.title()) + " " + bulletin.period())
                    .with(
                            "issued",
                            say(
                                    "issued",
                                    Map.of(
                                            "edition", String.valueOf(bulletin.edition()),
                                            "from", bulletin.from().toString(),
                                            "to", bulletin.to().toString(),
                                            "at", time(bulletin.issuedAt()))))
                    .with("correction", corrections(bulletin.corrects()))
                    .with("sections", sections())
                    .with("nothing", say("nothing"))
                    .with("known", say("known", Map.of("time", upTo == null ? NOTHING : time(upTo))))
                    .with("digest", say("digest", Map.of("sha", digest)))
                    .with("cases", say("cases", Map.of("sha", bulletin.casesDigest())))
                    .page();
        }

        private List<PaperSection> sections() {
            return bulletin.tables().stream()
                    .map(Table::section)
                    .distinct()
                    .map(section -> new PaperSection(
                            say("section." + section),
                            bulletin.tables().stream()
                                    .filter(table -> table.section() == section)
                                    .map(this::table)
                                    .toList()))
                    .toList();
        }

        private PaperTable table(Table table) {
            var columns = columns(table);
            return new PaperTable(
                    language.of(table.title()),
                    columns.stream().map(Column::head).toList(),
                    table.lines().stream()
                            .map(line -> columns.stream()
                                    .map(column -> column.cell().apply(line))
                                    .toList())
                            .toList());
        }

        private record Column(String head, Function<Line, String> cell) {}

        /** Returns the columns that at least one line has something for. */
        private List<Column> columns(Table table) {
            var line = new Column(
                    table.groupBy().stream()
                            .map(name -> code("dimension", name))
                            .collect(Collectors.joining(" · ")),
                    this::called);
            var told = Stream.of(
                    new Column(say("numerator"), one -> String.valueOf(one.numerator())),
                    new Column(say("denominator"), one -> String.valueOf(one.denominator())),
                    new Column(say("value"), one -> Objects.requireNonNullElse(one.percent(), NOTHING)));
            return Stream.of(
                            has(table, Line::rank) ? Stream.of(new Column(say("rank"), this::rank)) : none(),
                            Stream.of(line),
                            told,
                            has(table, Line::p50Seconds)
                                    ? Stream.of(
                                            new Column(say("p50"), one -> length(one.p50Seconds())),
                                            new Column(say("p90"), one -> length(one.p90Seconds())))
                                    : none(),
                            has(table, Line::history) ? Stream.of(new Column(say("usual"), this::usual)) : none())
                    .flatMap(Function.identity())
                    .toList();
        }

        private static Stream<Column> none() {
            return Stream.empty();
        }

        private static boolean has(Table table, Function<Line, @Nullable Object> part) {
            return table.lines().stream().anyMatch(line -> part.apply(line) != null);
        }

        private String rank(Line line) {
            return line.rank() == null ? NOTHING : line.rank().toString();
        }

        private String usual(Line line) {
            var history = line.history();
            if (history == null) {
                return NOTHING;
            }
            var raised = history.numerator().raised() || history.denominator().raised();
            return history.numerator().mean() + (raised ? " " + say("raised") : "");
        }

        private String called(Line line) {
            return line.dimensions().isEmpty()
                    ? say("total")
                    : line.dimensions().entrySet().stream()
                            .map(one -> code(one.getKey(), one.getValue()))
                            .collect(Collectors.joining(" · "));
        }

        /** Returns the correction in a list, which is empty if the bulletin corrects nothing. */
        private List<PaperCorrection> corrections(@Nullable Correction correction) {
            return correction == null
                    ? List.of()
                    : List.of(new PaperCorrection(
                            say(
                                    "corrects",
                                    Map.of(
                                            "edition", String.valueOf(correction.edition()),
                                            "cause",
                                                    code(
                                                            "cause",
                                                            correction.cause().name()))),
                            List.of(say("number"), say("line"), say("was"), say("is")),
                            correction.changes().stream().map(this::changed).toList()));
        }

        private List<String> changed(Change change) {
            var title = bulletin.tables().stream()
                    .filter(table -> table.metric().equals(change.metric()))
                    .map(table -> language.of(table.title()))
                    .findFirst()
                    .orElse(change.metric());
            var line = change.is() == null ? change.was() : change.is();
            return List.of(title, line == null ? change.key() : called(line), share(change.was()), share(change.is()));
        }

        private String share(@Nullable Line line) {
            return line == null ? NOTHING : line.numerator() + "/" + line.denominator();
        }

        private String length(@Nullable Long seconds) {
            if (seconds == null) {
                return NOTHING;
            }
            var days = seconds / SECONDS_OF_A_DAY;
            var hours = seconds % SECONDS_OF_A_DAY / SECONDS_OF_AN_HOUR;
            var minutes = seconds % SECONDS_OF_AN_HOUR / 60;
            if (days > 0) {
                return say("length.days", Map.of("large", String.valueOf(days), "small", String.valueOf(hours)));
            }
            return hours > 0
                    ? say("length.hours", Map.of("large", String.valueOf(hours), "small", String.valueOf(minutes)))
                    : say("length.minutes", Map.of("small", String.valueOf(minutes)));
        }

        private String code(String kind, String value) {
            if (value.equals(Question.UNKNOWN)) {
                return say("unknown");
            }
            var words = codes.getOrDefault(kind, Map.of()).get(value);
            return words == null ? value : words.get(language.ordinal());
        }

        private String time(Instant instant) {
            return TIME.format(instant.atZone(CHINA));
        }

        private String say(String sentence) {
            return say(sentence, Map.of());
        }

        private String say(String sentence, Map<String, String> values) {
            var both = values.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, value -> new Bilingual(value.getValue(), value.getValue())));
            return language.of(WORDS.say(sentence, both));
        }
    }
}
