package org.fengqiao.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import org.fengqiao.local.UserError;

/** Questions of lay people and what each is about, read from a file of one JSON object a line. */
final class Questions {

    private static final Pattern ARTICLE = Pattern.compile("(.*?)第([一二三四五六七八九十百千零〇]+)条.*");
    private static final String DIGITS = "零一二三四五六七八九";

    private final LawCategories laws;

    Questions(LawCategories laws) {
        this.laws = laws;
    }

    /**
     * A question.
     *
     * @param category what it is about
     */
    record Question(String text, String category) {

        /** Returns whether it belongs to the half that was kept apart while the lexicon was written. */
        boolean isHeldOut() {
            try {
                return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))[0] % 2 != 0;
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * The questions of a file whose category is known.
     *
     * @param leftOut so many have none
     */
    record Known(List<Question> questions, int leftOut) {}

    /**
     * Categories of the articles of law.
     *
     * @param wide categories that give way to others on a tie
     */
    record LawCategories(List<Articles> articles, List<Laws> laws, List<String> wide) {

        /** A run of articles, both ends in it. */
        record Articles(String law, int from, int to, String category) {}

        /** Laws by a word of their name. */
        record Laws(List<String> words, String category) {}

        Optional<String> of(String article) {
            var parts = ARTICLE.matcher(article);
            var law = parts.matches() ? parts.group(1) : article;
            var number = parts.matches() ? number(parts.group(2)) : 0;
            return articles.stream()
                    .filter(run -> run.law().equals(law) && run.from() <= number && number <= run.to())
                    .map(Articles::category)
                    .findFirst()
                    .or(() -> laws.stream()
                            .filter(some -> some.words().stream().anyMatch(law::contains))
                            .map(Laws::category)
                            .findFirst());
        }

        private static int number(String chinese) {
            var total = 0;
            var digit = 0;
            for (var character : chinese.replace('〇', '零').toCharArray()) {
                var value = DIGITS.indexOf(character);
                if (value >= 0) {
                    digit = value;
                } else {
                    var unit = switch (character) {
                        case '十' -> 10;
                        case '百' -> 100;
                        default -> 1000;
                    };
                    total += (digit == 0 ? 1 : digit) * unit;
                    digit = 0;
                }
            }
            return total + digit;
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Line(
            @Nullable String question,
            @Nullable String category,
            @Nullable List<String> articles) {}

    /**
     * Reads a file, which may be compressed ({@code .gz}).
     *
     * @throws UserError that names the line which is no question
     */
    Known read(Path file) throws IOException {
        var json = new ObjectMapper();
        var questions = new ArrayList<Question>();
        var leftOut = 0;
        try (var bytes = Files.newInputStream(file);
                var plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                var lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            var number = 0;
            for (var text = lines.readLine(); text != null; text = lines.readLine()) {
                number++;
                if (text.isBlank()) {
                    continue;
                }
                var line = line(json, file, number, text);
                if (line.question() == null) {
                    throw new UserError("%s, line %d: no question.".formatted(file, number));
                }
                var category = line.category() == null ? byArticles(line.articles()) : line.category();
                if (category == null) {
                    leftOut++;
                } else {
                    questions.add(new Question(line.question(), category));
                }
            }
        }
        return new Known(List.copyOf(questions), leftOut);
    }

    private static Line line(ObjectMapper json, Path file, int number, String text) {
        try {
            return json.readValue(text, Line.class);
        } catch (JsonProcessingException e) {
            throw new UserError(
                    "%s, line %d: not a JSON object with question, and category or articles.".formatted(file, number));
        }
    }

    private @Nullable String byArticles(@Nullable List<String> articles) {
        if (articles == null) {
            return null;
        }
        var counts = new HashMap<String, Integer>();
        articles.forEach(article -> laws.of(article).ifPresent(category -> counts.merge(category, 1, Integer::sum)));
        var most = counts.values().stream().max(Integer::compare).orElse(0);
        var first = counts.entrySet().stream()
                .filter(count -> count.getValue().equals(most))
                .map(Map.Entry::getKey)
                .toList();
        var narrow = first.stream()
                .filter(category -> !laws.wide().contains(category))
                .toList();
        var left = narrow.isEmpty() ? first : narrow;
        return left.size() == 1 ? left.getFirst() : null;
    }
}
