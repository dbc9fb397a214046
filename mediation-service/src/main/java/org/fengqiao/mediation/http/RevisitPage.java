package org.fengqiao.mediation.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.filters.Filters;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.mediation.model.ObligationAnswer.Said;
import org.fengqiao.mediation.wire.LinkBody;
import org.fengqiao.mediation.wire.LinkBody.Question;

/**
 * The page on which a party answers by itself: Chinese first, English beside it, without scripts. Its words are files
 * ({@code revisit/}). Nothing that anybody typed is shown on it.
 */
@Singleton
class RevisitPage {

    /** After the headers of the configuration, whose policy allows no style and no form. */
    private static final int LATER = 50;

    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(OfficialCalendar.ZONE);

    private final String page = read("page.html");
    private final String style = read("page.css");
    private final String form = read("form.html");
    private final String obligation = read("obligation.html");
    private final String thanks = read("thanks.html");
    private final String problem = read("problem.html");
    private final Properties problems = properties(read("problems.properties"));

    /** Allows the page its own style and to send its form to where it came from, and nothing else. */
    void allow(@Observes Filters filters) {
        var digest = Suite.INTERNATIONAL.digest(style.getBytes(UTF_8));
        var policy = POLICY.formatted(Base64.getEncoder().encodeToString(digest));
        filters.register(
                call -> {
                    if (call.normalizedPath().startsWith(RevisitAnswersResource.PAGE)) {
                        call.response().putHeader("Content-Security-Policy", policy);
                    }
                    call.next();
                },
                LATER);
    }

    /** Returns the page with the questions. */
    String questions(LinkBody questions) {
        return whole(form.replace("{expires}", MINUTE.format(questions.expiresAt()))
                .replace(
                        "{obligations}",
                        questions.obligations().stream().map(this::question).collect(Collectors.joining("\n"))));
    }

    /** Returns the page that says that the answer was received. */
    String thanks() {
        return whole(thanks);
    }

    /** Returns the page that says why an answer cannot be taken. */
    String problem(Problem told) {
        return whole(problem.replace("{zh}", problems.getProperty(told.code(), problems.getProperty("otherwise")))
                .replace("{en}", told.detail()));
    }

    private String question(Question question) {
        var amount = question.amount();
        return obligation
                .replace("{number}", String.valueOf(question.obligation()))
                .replace(
                        "{whoZh}",
                        switch (question.owed()) {
                            case BY_YOU -> "由您履行";
                            case TO_YOU -> "由对方向您履行";
                        })
                .replace(
                        "{whoEn}",
                        switch (question.owed()) {
                            case BY_YOU -> "owed by you";
                            case TO_YOU -> "owed to you";
                        })
                .replace("{day}", question.dueOn().toString())
                .replace(
                        "{amount}",
                        amount == null ? "" : "，" + amount.amount().toPlainString() + " " + amount.currency())
                .replace(
                        "{choices}",
                        question.choices().stream()
                                .map(said -> choice(question, said))
                                .collect(Collectors.joining("\n")));
    }

    private static String choice(Question question, Said said) {
        var words = switch (said) {
            case PERFORMED -> "已履行 <span lang=\"en\">performed</span>";
            case NOT_YET_DUE -> "未到期 <span lang=\"en\">not yet due</span>";
            case NOT_PERFORMED -> "未履行 <span lang=\"en\">not performed</span>";
        };
        return "<label><input type=\"radio\" name=\"obligation-%d\" value=\"%s\" required> %s</label>"
                .formatted(question.obligation(), said, words);
    }

    private String whole(String content) {
        return page.replace("{style}", style).replace("{content}", content);
    }

    private static String read(String name) {
        try (var file = Objects.requireNonNull(RevisitPage.class.getResourceAsStream("/revisit/" + name), name)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    private static Properties properties(String text) {
        var read = new Properties();
        try {
            read.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the words of problems", e);
        }
        return read;
    }
}
