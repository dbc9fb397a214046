package org.fengqiao.kernel.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Words of an account, as Lucene's analyzer for Chinese tells them apart; English ones are stemmed. They exist in
 * memory only. Thread-safe.
 */
public final class DisputeWords {

    /** Number of characters that are read: the beginning tells what a dispute is about. */
    private static final int LONGEST = 2_000;

    /** A single character is in every other account. */
    private static final int SHORTEST_WORD = 2;

    private final Analyzer analyzer = new SmartChineseAnalyzer(true);

    /** Returns the different words of a text. Takes milliseconds for a long one. */
    public Set<String> of(String text) {
        var words = new LinkedHashSet<String>();
        try (var stream = analyzer.tokenStream("", text.length() > LONGEST ? text.substring(0, LONGEST) : text)) {
            var word = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                if (word.length() >= SHORTEST_WORD) {
                    words.add(word.toString());
                }
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory was not read", e);
        }
        return words;
    }
}
