package io.blockyard.dataiku.credential;

import static io.blockyard.dataiku.credential.CredentialKind.ACCESS_KEY;
import static io.blockyard.dataiku.credential.CredentialKind.CONNECTION_PASSWORD;
import static io.blockyard.dataiku.credential.CredentialKind.ENCRYPTED;
import static io.blockyard.dataiku.credential.CredentialKind.PASSWORD;
import static io.blockyard.dataiku.credential.CredentialKind.PRIVATE_KEY;
import static io.blockyard.dataiku.credential.CredentialKind.TOKEN;
import static io.blockyard.dataiku.credential.CredentialRules.Doubt.CERTAIN;
import static io.blockyard.dataiku.credential.CredentialRules.Doubt.LIKELY;
import static io.blockyard.dataiku.credential.CredentialRules.Doubt.UNQUOTED;
import static io.blockyard.dataiku.credential.CredentialRules.Doubt.WEAK;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The forms of credentials. Every pattern's group {@code v} is the secret itself. Repetitions are bounded, so that no
 * text makes a pattern slow; the keyword says cheaply whether a pattern can match at all.
 */
final class CredentialRules {

    /** How sure a form is by itself, and so how closely the value is looked at. */
    enum Doubt {
        /** Nothing else has this form. */
        CERTAIN,
        /** A value in the place of a password: anything but a placeholder. */
        LIKELY,
        /** A value in the place of a token or key, which has other meanings too: it has to look random. */
        WEAK,
        /** As {@link #WEAK}, and without quotes, so that in code it may be a name. */
        UNQUOTED
    }

    /** @param keywords in lower case; one of them has to be in the text */
    record Rule(CredentialKind kind, Doubt doubt, List<String> keywords, Pattern pattern) {}

    /** Names of fields and variables whose value is a password whatever it looks like. */
    static final String STRONG = "(?:pass[_-]?word|passwd|pass[_-]?phrase|pwd|passwort|mot[_-]?de[_-]?passe"
            + "|secret[_-]?(?:access[_-]?)?key|client[_-]?secret|api[_-]?secret|api[_-]?key|account[_-]?key|access[_-]?key)";

    /** Names that mean a credential only when the value looks like one. */
    static final String DOUBTFUL = "(?:secret|token|credentials?|private[_-]?key|auth[_-]?key|signing[_-]?key|bearer)";

    private static final List<String> STRONG_WORDS = List.of("pass", "pwd", "mot", "secret", "apikey", "key");
    private static final List<String> DOUBTFUL_WORDS = List.of("secret", "token", "credential", "key", "bearer");

    private static final String START = "(?<![A-Za-z0-9_-])";
    private static final String TYPE = "(?:\\s{0,4}:\\s{0,4}[A-Za-z][A-Za-z\\[\\]., |]{0,40})?";
    private static final String ASSIGNED =
            "\\\\?[\"']?\\s{0,8}]?" + TYPE + "\\s{0,8}(?:=>|<-|:=|=|:)\\s{0,8}[rbfuRBFU]{0,2}";
    private static final String QUOTED =
            "(?:(?<q>\"\"\"|'''|[\"'])(?<v>(?:\\\\.|(?!\\k<q>)[^\\\\\\r\\n]){1,500})\\k<q>)";
    private static final String ESCAPED = "\\\\[\"'](?<v>[^\"'\\\\\\r\\n]{1,500})\\\\[\"']";

    static final List<Rule> ALL = List.of(
            rule(
                    PRIVATE_KEY,
                    CERTAIN,
                    "private key",
                    "-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?<v>(?:[^-]++|-(?!----)){1,400}+)-----END"),
            rule(
                    PRIVATE_KEY,
                    CERTAIN,
                    "private key",
                    "-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?<v>(?:[\\s\"'\\\\]{0,20}+[A-Za-z0-9+/=]{8,200}+){1,300}+)"),
            rule(ENCRYPTED, CERTAIN, "e:aes:", "(?<v>e:AES:[A-Za-z0-9+/=:_-]{8,4000})"),
            rule(
                    ACCESS_KEY,
                    CERTAIN,
                    List.of("akia", "asia", "abia", "acca"),
                    START + "(?<v>(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16})(?![A-Za-z0-9])"),
            rule(TOKEN, CERTAIN, "gh", START + "(?<v>gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{22,255})"),
            rule(TOKEN, CERTAIN, "gl", START + "(?<v>gl(?:pat|ptt|dt|rt|cbt|soat|agent)-[A-Za-z0-9_-]{16,200})"),
            rule(TOKEN, CERTAIN, "xox", START + "(?<v>xox[abeoprs]-[A-Za-z0-9-]{10,250})"),
            rule(
                    TOKEN,
                    CERTAIN,
                    "hooks.slack.com",
                    "hooks\\.slack\\.com/(?:services|workflows)/(?<v>[A-Za-z0-9_/]{20,200})"),
            rule(TOKEN, CERTAIN, "aiza", START + "(?<v>AIza[A-Za-z0-9_-]{35})"),
            rule(TOKEN, CERTAIN, "ya29.", START + "(?<v>ya29\\.[A-Za-z0-9_-]{20,500})"),
            rule(TOKEN, CERTAIN, "gocspx-", START + "(?<v>GOCSPX-[A-Za-z0-9_-]{20,60})"),
            rule(ACCESS_KEY, CERTAIN, "k_", START + "(?<v>[rs]k_(?:live|test)_[A-Za-z0-9]{16,200})"),
            rule(ACCESS_KEY, CERTAIN, "sk-", START + "(?<v>sk-(?=[A-Za-z0-9_-]{0,200}[0-9])[A-Za-z0-9_-]{20,250})"),
            rule(TOKEN, CERTAIN, "hf_", START + "(?<v>hf_[A-Za-z0-9]{30,60})"),
            rule(TOKEN, CERTAIN, "npm_", START + "(?<v>npm_[A-Za-z0-9]{36})"),
            rule(TOKEN, CERTAIN, "pypi-", START + "(?<v>pypi-[A-Za-z0-9_-]{50,300})"),
            rule(TOKEN, CERTAIN, "dapi", START + "(?<v>dapi[a-f0-9]{32}(?:-\\d)?)"),
            rule(TOKEN, CERTAIN, "dckr_pat_", START + "(?<v>dckr_pat_[A-Za-z0-9_-]{20,60})"),
            rule(TOKEN, CERTAIN, "dop_v1_", START + "(?<v>dop_v1_[a-f0-9]{64})"),
            rule(TOKEN, CERTAIN, "hvs.", START + "(?<v>hvs\\.[A-Za-z0-9_-]{20,200})"),
            rule(TOKEN, CERTAIN, "sg.", START + "(?<v>SG\\.[A-Za-z0-9_-]{16,40}\\.[A-Za-z0-9_-]{16,80})"),
            rule(ACCESS_KEY, CERTAIN, "dku", START + "(?<v>dku[a-z]{2,8}-[A-Za-z0-9_-]{16,100})"),
            rule(
                    TOKEN,
                    CERTAIN,
                    "eyj",
                    START + "(?<v>eyJ[A-Za-z0-9_-]{8,2000}\\.eyJ[A-Za-z0-9_-]{4,4000}\\.[A-Za-z0-9_-]{8,2000})"),
            rule(
                    CONNECTION_PASSWORD,
                    LIKELY,
                    "://",
                    "[A-Za-z][A-Za-z0-9+.-]{1,30}://[^\\s:/@\"'<>]{0,200}:(?!\\d{1,5}/)(?<v>[^\\s\"'<>]{1,200})@(?=[\\w.{$-]{1,200}(?:[:/?,;\"'\\s)]|$))"),
            rule(
                    CONNECTION_PASSWORD,
                    LIKELY,
                    STRONG_WORDS,
                    "(?i)(?<=[;?&\"'])\\s{0,2}(?:" + STRONG
                            + "|sharedaccesskey|sas[_-]?token)\\s{0,2}=\\s{0,2}(?<v>[^\\s;&\"'\\\\]{1,300})"),
            rule(TOKEN, CERTAIN, "sig=", "(?<=[?&;])sig=(?<v>[A-Za-z0-9%+/=]{20,200})"),
            rule(PASSWORD, LIKELY, STRONG_WORDS, "(?i)" + STRONG + ASSIGNED + QUOTED),
            rule(PASSWORD, LIKELY, STRONG_WORDS, "(?i)" + STRONG + ASSIGNED + ESCAPED),
            rule(TOKEN, WEAK, DOUBTFUL_WORDS, "(?i)" + DOUBTFUL + ASSIGNED + QUOTED),
            rule(TOKEN, WEAK, DOUBTFUL_WORDS, "(?i)" + DOUBTFUL + ASSIGNED + ESCAPED),
            rule(
                    PASSWORD,
                    UNQUOTED,
                    STRONG_WORDS,
                    "(?i)(?:" + STRONG + "|" + DOUBTFUL
                            + ")[*_`]{0,3}\\s{0,4}(?:=|:|\\bis\\b|\\best\\b|\\bist\\b)[*_]{0,3}\\s{0,4}`?(?<v>[^\\s\"'`,;()\\[\\]{}<>|]{5,300})"),
            rule(
                    PASSWORD,
                    LIKELY,
                    "env",
                    "(?i)(?:getenv|environ\\.get|env)\\(\\s{0,8}[\"'][^\"'\\r\\n]{0,60}(?:" + STRONG + "|" + DOUBTFUL
                            + ")[\"']\\s{0,8},\\s{0,8}(?:default\\s{0,4}=\\s{0,4})?" + QUOTED),
            rule(
                    PASSWORD,
                    LIKELY,
                    "identified",
                    "(?i)identified\\s{1,8}(?:with\\s\\w{1,40}\\s{1,8})?by\\s{1,8}(?:password\\s{1,8})?(?<q>[\"'])(?<v>(?:(?!\\k<q>).){1,200})\\k<q>"),
            rule(PASSWORD, LIKELY, "password", "(?i)\\bpassword\\s{1,8}'(?<v>[^'\\r\\n]{1,200})'"),
            rule(
                    TOKEN,
                    WEAK,
                    List.of("bearer", "basic", "token", "apikey"),
                    "(?i)\\b(?:bearer|basic|token|apikey)\\s{1,4}(?<v>[A-Za-z0-9+/_.=~-]{16,2000})"),
            rule(
                    PASSWORD,
                    LIKELY,
                    "curl",
                    "(?i)\\bcurl\\b[^\\r\\n]{0,300}?\\s(?:-u|--user)[\\s=]{0,4}['\"]?[^\\s:'\"]{1,100}:(?<v>[^\\s'\"]{1,200})"),
            rule(
                    PASSWORD,
                    LIKELY,
                    "auth",
                    "(?i)auth\\s{0,4}(?:=\\s{0,4})?\\(\\s{0,8}[\"'][^\"'\\r\\n]{1,100}[\"']\\s{0,8},\\s{0,8}(?<q>[\"'])(?<v>(?:(?!\\k<q>)[^\\r\\n]){1,200})\\k<q>"));

    private CredentialRules() {}

    private static Rule rule(CredentialKind kind, Doubt doubt, String keyword, String pattern) {
        return rule(kind, doubt, List.of(keyword), pattern);
    }

    private static Rule rule(CredentialKind kind, Doubt doubt, List<String> keywords, String pattern) {
        return new Rule(kind, doubt, keywords, Pattern.compile(pattern));
    }
}
