# Runs the lines with which Remotion's Ruby SDK makes its client, in the environments of otherSdkCases.json, and writes awsSdkRuby.json: what it
# signs with and its region, or its error. A server on this machine stands for AWS. Run by hand: ruby test/real-programs/awsSdkRubyRun.rb
require "aws-sdk-s3"
require "date"
require "json"
require "socket"
require "tmpdir"

data = JSON.parse(File.read("#{__dir__}/otherSdkCases.json"))
seen = []
server = TCPServer.new("127.0.0.1", 0)
Thread.new do
  loop do
    client = server.accept
    head = +""
    while (line = client.gets) && line != "\r\n"
      head << line
    end
    key = head[/Credential=(\w+)\//, 1]
    seen << (key && "#{key}#{"+token" if head =~ /^x-amz-security-token/i}")
    body = "<ListAllMyBucketsResult><Buckets></Buckets></ListAllMyBucketsResult>"
    client.write("HTTP/1.1 200 OK\r\nContent-Length: #{body.bytesize}\r\nConnection: close\r\n\r\n#{body}")
    client.close
  end
end
address = "http://127.0.0.1:#{server.addr[1]}"

home = Dir.mktmpdir
Dir.mkdir("#{home}/some")
Dir.mkdir("#{home}/some/.aws")
Dir.mkdir("#{home}/none")
data["files"].each { |name, text| File.write("#{home}/some/.aws/#{name}", text) }

path = ENV["PATH"]
results = data["cases"].map do |one|
  ENV.replace({ "PATH" => path, "HOME" => "#{home}/#{one["files"] ? "some" : "none"}", **one["environment"] })
  Aws.shared_config.fresh
  seen.clear
  begin
    region = ENV.fetch("AWS_REGION", "us-east-1")
    credentials = Aws::Credentials.new(ENV["AWS_ACCESS_KEY_ID"], ENV["AWS_SECRET_ACCESS_KEY"])
    client = Aws::S3::Client.new(region: region, credentials: credentials, endpoint: address, force_path_style: true)
    client.list_buckets
    "#{seen.last} #{client.config.region}"
  rescue StandardError => error
    error.class.name
  end
end
rows = results.map { |result| "\t\t#{JSON.generate(result)}" }.join(",\n")
program = "aws-sdk-core #{Aws::CORE_GEM_VERSION}, Ruby #{RUBY_VERSION}"
File.write(
  "#{__dir__}/awsSdkRuby.json",
  "{\n\t\"program\": #{JSON.generate(program)},\n\t\"date\": \"#{Date.today}\",\n\t\"seen\": [\n#{rows}\n\t]\n}\n",
)
