package org.fengqiao.caseload.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Acts in a case, each a call of a person or a message of a partner. The schema of mappings describes them. */
public enum Act {
    @JsonProperty("refer")
    REFER,
    @JsonProperty("register")
    REGISTER,
    @JsonProperty("accept")
    ACCEPT,
    @JsonProperty("decline")
    DECLINE,
    @JsonProperty("withdraw")
    WITHDRAW,
    @JsonProperty("correct")
    CORRECT,
    @JsonProperty("take-up")
    TAKE_UP,
    @JsonProperty("ask")
    ASK,
    @JsonProperty("report")
    REPORT,
    @JsonProperty("handle")
    HANDLE,
    @JsonProperty("consent")
    CONSENT,
    @JsonProperty("meet")
    MEET,
    @JsonProperty("agree")
    AGREE,
    @JsonProperty("fail")
    FAIL,
    @JsonProperty("perform")
    PERFORM,
    @JsonProperty("breach")
    BREACH,
    @JsonProperty("apply")
    APPLY,
    @JsonProperty("confirm")
    CONFIRM,
    @JsonProperty("sue")
    SUE,
    @JsonProperty("rule")
    RULE,
    @JsonProperty("notify")
    NOTIFY,
    @JsonProperty("reply")
    REPLY,
    @JsonProperty("conclude")
    CONCLUDE;

    /** Returns its name in a mapping. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
