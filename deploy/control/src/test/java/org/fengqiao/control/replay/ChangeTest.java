package org.fengqiao.control.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** Differences between two states, value by value. */
class ChangeTest {

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    @Test
    void whatIsNewGoneOrOtherIsNamedByItsPath() throws JsonProcessingException {
        var changes = Change.between(
                json("{'is':'Assigned','unit':'a','worker':'w','round':1,'list':[{'x':1},{'x':2}]}"),
                json("{'is':'Claimed','unit':'a','round':2,'list':[{'x':1},{'x':3},{'x':4}],'by':{'who':'p'}}"));

        assertThat(changes.stream().map(Change::inALine))
                .containsExactly(
                        "~ is: Assigned → Claimed",
                        "~ round: 1 → 2",
                        "~ list[1].x: 2 → 3",
                        "+ list[2].x: 4",
                        "+ by.who: p",
                        "- worker: w");
    }

    @Test
    void statesThatAreTheSameDoNotDiffer() throws JsonProcessingException {
        assertThat(Change.between(json("{'a':[1,{'b':null}]}"), json("{'a':[1,{}]}")))
                .isEmpty();
    }
}
