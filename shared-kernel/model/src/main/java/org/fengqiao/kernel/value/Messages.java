package org.fengqiao.kernel.value;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sentences in Chinese and English, in two property files side by side: {@code words_zh.properties} and {@code
 * words_en.properties}, in UTF-8, for those responsible for the wording to correct. A sentence has placeholders in
 * braces, such as {@code {article}}.
 *
 * <p>Both files are complete: they hold the sentences that the program asks for, with the placeholders that it fills
 * in, and nothing else. Immutable.
 */
public final class Messages {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");

    private final Properties zh;
    private final Properties en;

    private Messages(Properties zh, Properties en) {
        this.zh = zh;
        this.en = en;
    }

    /**
     * Reads both files.
     *
     * @param owner a class of the module that has the files
     * @param path the files' common name from the root of the class path, such as {@code legal/words}
     * @param sentences the keys of all sentences, each with the names of its placeholders
     * @throws IllegalStateException if a file is missing or is not complete; names everything that is wrong
     */
    public static Messages read(Class<?> owner, String path, Map<String, Set<String>> sentences) {
        var faults = new ArrayList<String>();
        var zh = read(owner, path + "_zh.properties", sentences, faults);
        var en = read(owner, path + "_en.properties", sentences, faults);
        if (!faults.isEmpty()) {
            throw new IllegalStateException(String.join("; ", faults));
        }
        return new Messages(zh, en);
    }

    private static Properties read(
            Class<?> owner, String file, Map<String, Set<String>> sentences, List<String> faults) {
        var read = new Properties();
        try (var content = owner.getClassLoader().getResourceAsStream(file)) {
            if (content == null) {
                throw new IllegalStateException(file + " is not on the class path");
            }
            read.load(new InputStreamReader(content, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        var keys = new TreeSet<>(read.stringPropertyNames());
        keys.addAll(sentences.keySet());
        for (var key : keys) {
            if (!sentences.containsKey(key)) {
                faults.add(file + ": nobody says " + key);
            } else if (read.getProperty(key, "").isBlank()) {
                faults.add(file + ": " + key + " is missing");
            } else if (!placeholders(read.getProperty(key)).equals(sentences.get(key))) {
                faults.add(file + ": " + key + " must have the placeholders " + new TreeSet<>(sentences.get(key)));
            }
        }
        return read;
    }

    private static Set<String> placeholders(String sentence) {
        return PLACEHOLDER
                .matcher(sentence)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /**
     * Returns a sentence in both languages.
     *
     * @param values what stands for each placeholder of the sentence
     * @throws IllegalArgumentException if there is no sentence of that key, or a placeholder has no value
     */
    public Bilingual say(String key, Map<String, Bilingual> values) {
        return new Bilingual(fill(zh, key, values, Bilingual::zh), fill(en, key, values, Bilingual::en));
    }

    private static String fill(
            Properties sentences, String key, Map<String, Bilingual> values, Function<Bilingual, String> language) {
        var sentence = sentences.getProperty(key);
        if (sentence == null) {
            throw new IllegalArgumentException("there is no sentence " + key);
        }
        Function<MatchResult, String> value = found -> {
            var words = values.get(found.group(1));
            if (words == null) {
                throw new IllegalArgumentException(key + " needs a value for " + found.group(1));
            }
            return Matcher.quoteReplacement(language.apply(words));
        };
        return PLACEHOLDER.matcher(sentence).replaceAll(value);
    }
}
