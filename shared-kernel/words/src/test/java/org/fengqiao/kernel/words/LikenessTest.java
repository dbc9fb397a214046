package org.fengqiao.kernel.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Accounts of the same kind of dispute are alike. */
class LikenessTest {

    private static final DisputeWords WORDS = new DisputeWords();

    private static final Set<String> LEAK = WORDS.of("楼上卫生间漏水，浸泡了楼下的天花板，双方是邻里，要求赔偿。");
    private static final Set<String> WAGES = WORDS.of("工地停工后老板拖欠工资，工人要求支付三个月工资。");
    private static final Set<String> DOG = WORDS.of("邻居养狗夜里叫，影响休息，要求处理。");

    private static final Likeness LIKENESS = Likeness.among(List.of(LEAK, WAGES, DOG));

    @Test
    void wordsAreToldApartAndSingleCharactersLeftOut() {
        assertThat(WAGES)
                .contains("拖欠", "工资")
                .allSatisfy(word -> assertThat(word).hasSizeGreaterThan(1));
    }

    @Test
    void theSameWordsAreWhollyAlikeAndOthersNotAtAll() {
        assertThat(LIKENESS.of(LEAK, LEAK)).isEqualTo(1);
        assertThat(LIKENESS.of(Set.of("漏水"), Set.of("工资"))).isZero();
        assertThat(LIKENESS.of(Set.of(), LEAK)).isZero();
    }

    @Test
    void aDisputeIsMostAlikeToTheOneOfItsKind() {
        var asked = WORDS.of("家里天花板被楼上漏水泡坏了");
        assertThat(Stream.of(LEAK, WAGES, DOG)
                        .map(other -> LIKENESS.of(asked, other))
                        .toList())
                .satisfies(all ->
                        assertThat(all.getFirst()).isGreaterThan(all.get(1)).isGreaterThan(all.get(2)));
        assertThat(LIKENESS.because(asked, LEAK)).contains("漏水", "天花板");
    }

    @Test
    void aRareWordWeighsMoreThanOneOfEveryAccount() {
        var among = Likeness.among(List.of(Set.of("要求", "漏水"), Set.of("要求", "工资"), Set.of("要求", "噪声")));
        assertThat(among.of(Set.of("要求", "漏水"), Set.of("漏水", "其他")))
                .isGreaterThan(among.of(Set.of("要求", "漏水"), Set.of("要求", "其他")));
        assertThat(among.because(Set.of("要求", "漏水"), Set.of("要求", "漏水"))).containsExactly("漏水", "要求");
    }
}
