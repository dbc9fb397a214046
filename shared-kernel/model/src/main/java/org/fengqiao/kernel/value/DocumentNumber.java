package org.fengqiao.kernel.value;

/**
 * Form of an official document's number (发文字号, 案号), such as 昆政复〔2024〕12号 or (2024)内0203民特1号: issuer, year and serial
 * number (党政机关公文处理工作条例 art. 9). It is recorded in clear, so the form leaves no room for names, addresses or phone
 * numbers.
 */
public final class DocumentNumber {

    /**
     * The regular expression: letters of any script, digits and their separators, with a year, and no run of nine
     * digits as in a phone number.
     */
    public static final String FORM = "(?=.*(?:19|20)[0-9]{2})(?!.*[0-9]{9})[\\p{L}\\p{N}〔〕()（）\\[\\]_/.:· \\-]+";

    /** The greatest length, in characters. */
    public static final int LENGTH = 64;

    /** The form in words for people. */
    public static final String MESSAGE =
            "An official number with its year is needed, such as 昆政复〔2024〕12号, and no telephone number.";

    private DocumentNumber() {}
}
