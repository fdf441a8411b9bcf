package io.blockyard.dataiku.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.SharedData;
import io.blockyard.dataiku.ProjectFolder;
import io.blockyard.dataiku.credential.CredentialScan.Language;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialScanTest {

    /** Between the guillemets stands what must not be there afterwards. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = \"«hunter2»\"",
                "password: str = '«correct horse 7»'",
                "DB_PASSWORD := '«s3cr\\'et»'",
                "conn = connect(host=\"db\", user=\"x\", password=\"«Sommer2024!»\")",
                "cfg = {'user': 'ada', 'passwd': '«pa55word»'}",
                "os.environ[\"PGPASSWORD\"] = \"«tr0ub4dor&3»\"",
                "pwd <- \"«geheim99»\"",
                "pw = os.getenv(\"DB_PASSWORD\", \"«fallback-1»\")",
                "create user etl identified by '«Oracle#12»'",
                "CREATE ROLE etl LOGIN PASSWORD '«pg-Role-1»'",
                "url = 'postgresql://etl:«p@ss:w0rd»@db.example.org:5432/dw'",
                "spark.read.jdbc(\"jdbc:sqlserver://db:1433;database=dw;user=etl;password=«Qwertz!1»;encrypt=true\")",
                "jdbc:mysql://db/dw?user=etl&password=«My5ql»&useSSL=true",
                "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=«Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYg==»;x=y",
                "key = \"«AKIAQ7M2LP4XWZ3T6R5N»\"",
                "aws_secret_access_key = '«wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzzzKEY1»'",
                "COPY INTO t FROM 's3://b' CREDENTIALS=(AWS_KEY_ID='«AKIAQ7M2LP4XWZ3T6R5N»' AWS_SECRET_KEY='«abc/def+12»')",
                "headers = {'Authorization': 'Bearer «eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N»'}",
                "token = \"«ghp_16C7e42F292c6912E7710c838347Ae178B4a»\"",
                "requests.get(u, auth=('svc', '«n0tAGu3st»'))",
                "client = dataikuapi.DSSClient('https://dss', '«dkuaps-a8Fq2Lx91kzPq03mVb7T»')",
                "os.system('curl -u svc:«Tops3cret» https://x')",
                "os.system(\"mysql --password=«m1ghty-pw» -h db\")",
                "# the password is «Winter!2023», ask Bob",
                "{\"params\":{\"secretKey\":\"«0a1b2c3d»\"}}",
                "payload = \"{\\\"apiKey\\\": \\\"«k3yk3yk3y»\\\"}\"",
                "slack = 'https://hooks.slack.com/services/«T024BE7LD/B024BE7LH/9zk1aTq0pX8vJm2LwRs4Yd5e»'",
                "\"-----BEGIN RSA PRIVATE KEY-----«\\n\" \"MIIEpAIBAAKCAQEA7bq98yMIIEpAIBAAKCAQEA7bq98y»-----END RSA PRIVATE KEY-----\"",
                "password = \"«e:AES:Zk3l0v9QpA2mN8sR1tXw==»\"",
                "databricks = '«dapi0123456789abcdef0123456789abcdef»'",
                "auth_token='«9f86d081884c7d659a2feaa0c55ad015»'"
            })
    void isFoundAndTakenOut(String line) {
        var text = line.replace("«", "").replace("»", "");
        var cleaned = cleaned(text, Language.CODE);

        for (var part : line.split("«")) {
            int end = part.indexOf('»');
            if (end > 0) {
                assertThat(cleaned).doesNotContain(part.substring(0, end));
            }
        }
        assertThat(cleaned).contains(CredentialScan.MARK);
        assertThat(cleaned(cleaned, Language.CODE)).isEqualTo(cleaned);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = os.environ[\"DB_PASSWORD\"]",
                "password = os.getenv(\"DB_PASSWORD\", \"\")",
                "connect(user=user, password=password1, token=get_token())",
                "password = getpass.getpass(\"Enter your password: \")",
                "url = f\"postgresql://{user}:{password}@{host}/dw\"",
                "url = 'postgresql://user:${DB_PASSWORD}@db/dw'",
                "password = \"<your password>\"",
                "password = \"********\"",
                "api_key = \"YOUR_API_KEY\"",
                "secret = dataiku.get_custom_variables()['secret_name']",
                "tokenizer = AutoTokenizer.from_pretrained('bert-base-uncased')",
                "pad_token = '[PAD]'; eos_token = '</s>'",
                "columns = ['user', 'password', 'email']",
                "primary_key = 'customer_id'; sort_key = 'order_date'",
                "max_tokens = 4096",
                "if password == 'x': pass",
                "df['token'] = df['text'].str.split()",
                "next_page_token = response.get('nextPageToken')",
                "select password_hash, token_count from users where secret_level > 3",
                "x = {\"type\": \"TokenizerProcessor\", \"params\": {\"tokens\": \"words\"}}",
                "https://example.org:8080/path@2x.png",
                "mail = 'ada@example.org'",
                "AKIAIOSFODNN7EXAMPLE",
                "key = 'AccountKey'",
                "# password: required, see the vault",
                "# the token is a word of the text"
            })
    void isNoCredential(String line) {
        assertThat(CredentialScan.in(line, Language.CODE)).isEmpty();
    }

    @Test
    void hostileTextsAreReadInBoundedTime() {
        var threads = ManagementFactory.getThreadMXBean();
        for (var unit :
                List.of("password", "://a:", "-----BEGIN PRIVATE KEY-----", "eyJeyJ.", "curl -u ", "\"", "token=")) {
            var text = unit.repeat(60_000 / unit.length());
            long started = threads.getCurrentThreadCpuTime();
            CredentialScan.in(text, Language.PROSE);
            assertThat((threads.getCurrentThreadCpuTime() - started) / 1_000_000)
                    .as(unit)
                    .isLessThan(3_000);
        }
    }

    @Test
    void manyCredentialsAreFoundAsFastAsFew() {
        var many = "password = \"hunter2x\"\n".repeat(40_000);
        var inOneLine = "passwd=hunter2x9 ".repeat(20_000);
        var threads = ManagementFactory.getThreadMXBean();
        long started = threads.getCurrentThreadCpuTime();

        var matches = CredentialScan.in(many, Language.PROSE);

        assertThat(matches).hasSize(40_000);
        assertThat(matches.getLast().line()).isEqualTo(40_000);
        assertThat(CredentialScan.in(inOneLine, Language.CODE)).isEmpty();
        assertThat((threads.getCurrentThreadCpuTime() - started) / 1_000_000).isLessThan(3_000);
    }

    @Test
    void realProjectsAreQuiet() throws IOException {
        var folders = new ArrayList<Path>();
        for (var root : List.of(Path.of("samples/projects"), SharedData.require("data/dss-projects"))) {
            try (var list = Files.list(root)) {
                list.filter(Files::isDirectory).forEach(folders::add);
            }
        }
        for (var folder : folders) {
            var project = ProjectFolder.at(folder, "ANY").read();
            assertThat(CleanProject.of(project, new LookedThrough(), UnaryOperator.identity(), Set.of())
                            .found())
                    .as(folder.toString())
                    .isEmpty();
        }
    }

    private static String cleaned(String text, Language language) {
        var cleaned = new StringBuilder();
        int from = 0;
        for (var match : CredentialScan.in(text, language)) {
            cleaned.append(text, from, match.start()).append(CredentialScan.MARK);
            from = match.end();
        }
        return cleaned.append(text.substring(from)).toString();
    }
}
