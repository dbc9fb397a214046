package org.fengqiao.caseload.partner;

/** The partners of the four connections. */
public enum Partner {
    POLICE("police", "/police/110"),
    COURT("court", "/court/filing"),
    PETITION_OFFICE("petition-office", "/petition-office/letters"),
    PROCURATORATE("procuratorate", "/procuratorate/hall-12309");

    private final String topics;
    private final String source;

    Partner(String topics, String source) {
        this.topics = topics;
        this.source = source;
    }

    /** The topic on which the partner sends. */
    public String inbound() {
        return topics + ".inbound";
    }

    /** The topic on which the partner is answered and asked. */
    public String outbound() {
        return topics + ".outbound";
    }

    /** The topic on which the partner finds what could not be accepted. */
    public String rejected() {
        return topics + ".rejected";
    }

    /** The system of the partner that sends, as CloudEvents name it. */
    public String source() {
        return source;
    }
}
